using System.Net;
using WhylabsApiKey.Core.Http;

namespace WhylabsApiKey.Core;

/// <summary>
/// A list of one key from a service in memory, run while the services are put together: on another processor it compiles
/// what the first request of the process needs. Nothing is sent, and nothing depends on it.
/// </summary>
internal sealed class Rehearsal : HttpMessageHandler, IMessageSink
{
    private const string Answer =
        """{"items":[{"keyId":"a","orgId":"b","userId":"c","alias":"d","scopes":[":user"],"creationTime":"2026-01-01T00:00:00","expirationTime":"2026-01-01T00:00:00.1"}]}""";

    private Rehearsal()
    {
    }

    public static async Task<IReadOnlyList<ApiKey>> RunAsync()
    {
        using var service = new Rehearsal();
        using var http = new HttpMessageInvoker(service);
        var options = new ClientOptions(new Uri("http://localhost"), "a", "b");
        return await WhylabsApiKeyClient.Create(http, options, service, new ServiceState(Clock.System), Clock.System)
            .ListAsync("b", userId: null, CancellationToken.None).ConfigureAwait(false);
    }

    public bool Shows(MessageKind kind) => false;

    public void Write(MessageKind kind, string text)
    {
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(Answer) });
}
