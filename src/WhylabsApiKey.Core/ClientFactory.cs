using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using WhylabsApiKey.Core.Http;

namespace WhylabsApiKey.Core;

/// <summary>The way into the core: the one type that is created from outside, and the home of the shared connections.</summary>
public sealed class ClientFactory : IClientFactory
{
    private const string Pipeline = "whylabs";

    private readonly ConcurrentDictionary<Uri, ServiceState> _states = new();
    private readonly ServiceProvider _services;
    private readonly HttpMessageHandler _connections = ConnectionHandler.Create();
    private readonly HttpMessageInvoker _http;

    public ClientFactory()
    {
        _ = Task.Run(Rehearsal.RunAsync);
        var services = new ServiceCollection();
        services.AddHttpClient(Pipeline)
            .ConfigurePrimaryHttpMessageHandler(() => _connections)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        _services = services.BuildServiceProvider();
        _http = new HttpMessageInvoker(_services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(Pipeline), disposeHandler: false);
    }

    public IWhylabsApiKeyClient Create(ClientOptions options, IMessageSink messages)
    {
        ServiceState state = _states.GetOrAdd(options.Endpoint, _ => new ServiceState(Clock.System));
        return WhylabsApiKeyClient.Create(_http, options, messages, state, Clock.System);
    }

    /// <summary>Closes the connections. Requests in flight fail.</summary>
    public void Dispose()
    {
        _http.Dispose();
        _services.Dispose();
        _connections.Dispose();
    }
}
