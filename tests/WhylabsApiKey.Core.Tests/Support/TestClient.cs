using WhylabsApiKey.Core.Client;
using WhylabsApiKey.Core.Http;
using WhylabsApiKey.Core.Memory;

namespace WhylabsApiKey.Core.Tests.Support;

/// <summary>A client with a service in memory, a fake clock and recorded messages.</summary>
internal sealed class TestClient
{
    public const string Token = "AbCdEfGh12.0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ:org-123";

    private readonly ServiceState _state;

    /// <param name="sibling">Another client, with which this one shares the state of the service.</param>
    public TestClient(
        HttpMessageHandler handler,
        string endpoint = "https://songbird.example.com",
        int retries = 3,
        bool debug = false,
        TestClient? sibling = null,
        string token = Token,
        ApiVersion version = ApiVersion.V0,
        RequestCounter? requests = null)
    {
        Sink = new RecordingSink(debug);
        Clock = sibling?.Clock ?? new FakeClock();
        _state = sibling?._state ?? new ServiceState(Clock);
        var options = new ClientOptions(new Uri(endpoint), token, "WhylabsApiKey/1.2.3 PowerShell/7.6.0 (Linux)")
        {
            MaximumRetryCount = retries,
            ApiVersion = version,
            Requests = requests,
        };
        Api = WhylabsApiKeyClient.Create(HttpPipeline.Over(handler), options, Sink, _state, Clock);
    }

    public IWhylabsApiKeyClient Api { get; }

    public FakeClock Clock { get; }

    public RecordingSink Sink { get; }
}
