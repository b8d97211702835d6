using System.Net;
using System.Text.Json.Nodes;
using WhylabsApiKey.Sandbox.Service;

namespace WhylabsApiKey.Tests.Sandbox;

/// <summary>The base class for tests that send HTTP requests to the sandbox.</summary>
public abstract class SandboxHttpTest : IAsyncLifetime
{
    private protected HttpClient Http { get; } = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });

    private protected const string Keys = "/v0/organizations/org-123/api-key";

    private protected const string Members = "/v0/organizations/org-123/membership";

    private protected const string V1 = "/v1/api-key";

    private SandboxServer? _server;

    private protected SandboxServer Server => _server!;

    private protected DemoOrganization Demo { get; private set; } = null!;

    public ValueTask InitializeAsync() => StartAsync(new SandboxOptions());

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected async ValueTask StartAsync(SandboxOptions options, TimeProvider? clock = null)
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _server = await SandboxServer.StartAsync(options, clock);
        Demo = DemoOrganization.Seed(Server.Store);
    }

    private protected async Task<HttpResponseMessage> SendAsync(
        string method, string target, string? token, HttpContent? content = null, string? requestId = null, string? organization = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Address(target)) { Content = content };
        if (token is not null)
            request.Headers.Add("X-API-Key", token);
        if (requestId is not null)
            request.Headers.Add("X-Request-Id", requestId);
        if (organization is not null)
            request.Headers.Add("X-WHYLABS-ORGANIZATION", organization);
        return await Http.SendAsync(request);
    }

    private protected string Address(string target) => Server.Endpoint.GetLeftPart(UriPartial.Authority) + target;

    private protected async Task<JsonNode> JsonAsync(string method, string target, string? token = null, string? organization = null)
    {
        using HttpResponseMessage response = await SendAsync(method, target, token ?? Demo.OperatorToken, organization: organization);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    private protected async Task<JsonNode> RefusedAsync(string method, string target, string token, HttpStatusCode status, string message)
    {
        using HttpResponseMessage response = await SendAsync(method, target, token);
        JsonNode body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(message, (string?)body["message"]);
        return body;
    }
}
