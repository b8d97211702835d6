using WhylabsApiKey.Core.Http;

namespace WhylabsApiKey.Core.Tests.Support;

/// <summary>A client on a route table, with everything around it that a test may look at.</summary>
internal sealed class Client
{
    public const string Token = "AbCdEfGh12.0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ:org-123";

    public Client(HttpMessageHandler handler, string endpoint = "https://songbird.example.com", int retries = 3, bool debug = false)
    {
        Sink = new RecordingSink(debug);
        var options = new ClientOptions(new Uri(endpoint), Token, "WhylabsApiKey/1.2.3 PowerShell/7.6.0 (Linux)") { MaximumRetryCount = retries };
        Api = new WhylabsApiKeyClient(new RequestSender(new HttpMessageInvoker(handler), options, Sink, Clock), new Routes(options.Endpoint));
    }

    public IWhylabsApiKeyClient Api { get; }

    public FakeClock Clock { get; } = new();

    public RecordingSink Sink { get; }
}
