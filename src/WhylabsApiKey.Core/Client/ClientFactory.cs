using System.Collections.Concurrent;
using WhylabsApiKey.Core.Http;
using WhylabsApiKey.Core.Memory;

namespace WhylabsApiKey.Core.Client;

/// <summary>The entry point of the core, which the module creates. It owns the shared connections.</summary>
internal sealed class ClientFactory : IClientFactory
{
    // The state only saves requests and delays, so it is safe to clear.
    private const int MostServices = 100;

    private readonly ConcurrentDictionary<Uri, ServiceState> _states = new(Endpoints.Comparer);
    private readonly HttpMessageInvoker _http;

    public ClientFactory()
    {
        _ = Task.Run(WarmUp.RunAsync);
        _http = HttpPipeline.Over(ConnectionHandler.Create());
    }

    public IWhylabsApiKeyClient Create(ClientOptions options, IMessageSink messages)
    {
        if (_states.Count >= MostServices && !_states.ContainsKey(options.Endpoint))
            _states.Clear();
        ServiceState state = _states.GetOrAdd(options.Endpoint, _ => new ServiceState(Clock.System));
        return WhylabsApiKeyClient.Create(_http, options, messages, state, Clock.System);
    }

    /// <summary>Closes the connections. Requests in flight fail.</summary>
    public void Dispose() => _http.Dispose();
}
