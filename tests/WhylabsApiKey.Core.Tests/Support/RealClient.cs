using WhylabsApiKey.Core.Client;

namespace WhylabsApiKey.Core.Tests.Support;

/// <summary>A client with the same factory, connections and clock as in the cmdlets.</summary>
internal sealed class RealClient : IDisposable
{
    private readonly ClientFactory _factory = new();

    public RealClient(Uri endpoint, double timeoutSeconds = 5, int retries = 3)
    {
        var options = new ClientOptions(endpoint, TestClient.Token, "WhylabsApiKey/1.2.3 PowerShell/7.6.0 (Linux)")
        {
            Timeout = TimeSpan.FromSeconds(timeoutSeconds),
            MaximumRetryCount = retries,
        };
        Api = _factory.Create(options, Sink);
    }

    public RecordingSink Sink { get; } = new();

    public IWhylabsApiKeyClient Api { get; }

    public void Dispose() => _factory.Dispose();
}
