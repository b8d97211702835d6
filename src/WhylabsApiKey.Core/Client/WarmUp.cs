using System.Net;
using WhylabsApiKey.Core.Http;
using WhylabsApiKey.Core.Memory;

namespace WhylabsApiKey.Core.Client;

/// <summary>
/// Lists one key from a service in memory on another thread. The runtime then compiles the code of the first request early. The
/// warm-up sends no request.
/// </summary>
internal sealed class WarmUp : HttpMessageHandler, IMessageSink
{
    private const string Response =
        """
        {"items":[{"keyId":"a","orgId":"b","userId":"c","alias":"d","scopes":[":user"],
        "creationTime":"2026-01-01T00:00:00","expirationTime":"2026-01-01T00:00:00.1"}]}
        """;

    private WarmUp()
    {
    }

    public static async Task<IReadOnlyList<ApiKey>> RunAsync()
    {
        using var service = new WarmUp();
        using HttpMessageInvoker http = HttpPipeline.Over(service);
        var options = new ClientOptions(new Uri("http://localhost"), "a", "b");
        return await WhylabsApiKeyClient.Create(http, options, service, new ServiceState(Clock.System), Clock.System)
            .ListAsync("b", userId: null, CancellationToken.None).ConfigureAwait(false);
    }

    public bool Shows(MessageKind kind) => false;

    public void Write(MessageKind kind, string text)
    {
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(Response) });
}
