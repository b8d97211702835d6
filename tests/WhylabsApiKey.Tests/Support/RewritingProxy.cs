using System.Net;
using System.Text;
using WhylabsApiKey.Sandbox.Service;

namespace WhylabsApiKey.Tests.Support;

/// <summary>A proxy in front of the sandbox that forwards requests and changes the bodies of responses.</summary>
internal sealed class RewritingProxy : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly HttpClient _http = new();
    private readonly Uri _service;
    private readonly Func<HttpListenerRequest, string, string> _rewrite;
    private readonly Task _serving;

    public RewritingProxy(SandboxServer service, Func<HttpListenerRequest, string, string> rewrite)
    {
        (_service, _rewrite) = (service.Endpoint, rewrite);
        using (var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
        }

        _listener.Prefixes.Add(Endpoint.AbsoluteUri);
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Endpoint { get; }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _http.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                await PassAsync(await _listener.GetContextAsync());
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private async Task PassAsync(HttpListenerContext context)
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(context.Request.HttpMethod), new Uri(_service, context.Request.RawUrl!));
        foreach (string name in new[] { "X-API-Key", "X-Request-Id", "Accept", "X-WHYLABS-ORGANIZATION" })
        {
            if (context.Request.Headers[name] is { } value)
                request.Headers.TryAddWithoutValidation(name, value);
        }

        using HttpResponseMessage response = await _http.SendAsync(request);
        byte[] body = Encoding.UTF8.GetBytes(_rewrite(context.Request, await response.Content.ReadAsStringAsync()));
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        if (response.Headers.TryGetValues("X-Request-Id", out IEnumerable<string>? ids))
            context.Response.Headers["X-Request-Id"] = ids.Single();
        await context.Response.OutputStream.WriteAsync(body);
        context.Response.Close();
    }
}
