using System.Net;
using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>Tests that refusals and 404 responses of a gateway are not mistaken for those of the service.</summary>
public class ResponseOriginTests
{
    private const string GetRequest = "GET /v0/organizations/org-123/api-key/k";
    private const string Own = """{"message":"no","requestId":"REQUEST","type":"ResourceNotFound"}""";
    private const string Page = "<html><body>Blocked</body></html>";

    public static TheoryData<string, string, string, bool> Refusals => new()
    {
        { "the request's", "", "", true },
        { "the request's", "text/plain", "Requests from this location are not permitted.", true },
        { "the request's", "application/json", Own, true },
        { "the request's", "text/html", Page, false },
        { "none", "", "", true },
        { "none", "application/json", Own, true },
        { "none", "application/json", Own.Replace("REQUEST", "another", StringComparison.Ordinal), false },
        { "none", "application/json", Own.Replace("REQUEST", "", StringComparison.Ordinal), false },
        { "none", "application/json", """{"message":"no","requestId":"REQUEST"}""", false },
        { "none", "application/json", """{"message":"no"}""", false },
        { "none", "text/plain", "Blocked", false },
        { "none", "text/html", Page, false },
        { "none", "text/html", "", false },
        { "another's", "", "", false },
        { "another's", "text/plain", "Blocked", false },
        { "another's", "application/json", Own, true },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Get_is_Forbidden_only_if_the_service_itself_refuses(string echo, string mediaType, string body, bool isOwn)
    {
        foreach (HttpStatusCode status in (HttpStatusCode[])[HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized])
        {
            WhylabsErrorId own = status == HttpStatusCode.Forbidden ? WhylabsErrorId.Forbidden : WhylabsErrorId.Unauthorized;
            var gateway = new Gateway(status, echo, mediaType, body);
            WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
                () => new TestClient(gateway).Api.GetAsync("org-123", "k", default));
            Assert.Equal(isOwn ? own : WhylabsErrorId.InvalidResponse, error.ErrorId);
            Assert.Equal(1, error.Attempts);
        }
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Validate_returns_invalid_only_if_the_service_itself_refuses(string echo, string mediaType, string body, bool isOwn)
    {
        IWhylabsApiKeyClient api = new TestClient(new Gateway(HttpStatusCode.Forbidden, echo, mediaType, body)).Api;
        if (isOwn)
            Assert.False((await api.ValidateAsync(default)).Valid);
        else
            Assert.Equal(WhylabsErrorId.InvalidResponse, await FailToValidateAsync(api));
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Get_is_KeyNotFound_only_for_an_error_of_the_service(string echo, string mediaType, string body, bool isOwn)
    {
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
            () => new TestClient(new Gateway(HttpStatusCode.NotFound, echo, mediaType, body)).Api.GetAsync("org-123", "k", default));
        bool isErrorOfService = isOwn && body == Own;
        Assert.Equal(isErrorOfService ? WhylabsErrorId.KeyNotFound : WhylabsErrorId.RouteNotFound, error.ErrorId);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Validate_is_RouteNotFound_only_if_the_service_itself_responds(string echo, string mediaType, string body, bool isOwn)
    {
        IWhylabsApiKeyClient api = new TestClient(new Gateway(HttpStatusCode.NotFound, echo, mediaType, body)).Api;
        Assert.Equal(isOwn ? WhylabsErrorId.RouteNotFound : WhylabsErrorId.InvalidResponse, await FailToValidateAsync(api));
    }

    [Theory]
    [InlineData("another's", "", "")]
    [InlineData("none", "text/html", Page)]
    public async Task Validate_does_not_return_invalid_for_credentials_in_another_format(string echo, string mediaType, string body)
    {
        const string Credentials = """{"AccessKeyId":"ASIAEXAMPLE12345"}""";
        Assert.Equal(
            WhylabsErrorId.ValidationUnavailable,
            await FailToValidateAsync(
                new TestClient(new Gateway(HttpStatusCode.Forbidden, "the request's", "", ""), token: Credentials).Api));
        Assert.Equal(
            WhylabsErrorId.InvalidResponse,
            await FailToValidateAsync(
                new TestClient(new Gateway(HttpStatusCode.Forbidden, echo, mediaType, body), token: Credentials).Api));
        Assert.True((await new TestClient(
            new Gateway(HttpStatusCode.OK, "the request's", "application/json", """{"requestId":"REQUEST"}"""), token: Credentials)
            .Api.ValidateAsync(default)).Valid);
    }

    [Theory]
    [InlineData("none", "REQUEST", true)]
    [InlineData("none", "another", false)]
    [InlineData("none", "", false)]
    [InlineData("another's", "another", false)]
    [InlineData("the request's", "another", true)]
    [InlineData("the request's", "", false)]
    public async Task Validate_returns_valid_only_for_a_response_to_this_request(string echo, string requestId, bool isValid)
    {
        IWhylabsApiKeyClient api = new TestClient(
            new Gateway(HttpStatusCode.OK, echo, "application/json", $$"""{"requestId":"{{requestId}}"}""")).Api;
        if (isValid)
            Assert.True((await api.ValidateAsync(default)).Valid);
        else
            Assert.Equal(WhylabsErrorId.InvalidResponse, await FailToValidateAsync(api));
    }

    [Fact]
    public async Task Create_outcome_is_unknown_after_a_refusal_of_a_gateway()
    {
        const string Keys = "/v0/organizations/org-123/api-key?user_id=u";
        RouteTable service = new RouteTable { Echoes = false }
            .On($"POST {Keys}", Page, HttpStatusCode.Forbidden, "text/html").On($"GET {Keys}", Wire.List());
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
            () => new TestClient(service).Api.CreateAsync(new CreateApiKeyRequest("org-123", "u", []), default));
        Assert.Equal(WhylabsErrorId.CreateOutcomeUnknown, error.ErrorId);
        Assert.Single(service.Requests, request => request.Line.StartsWith("POST", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(301, "UnexpectedRedirect")]
    [InlineData(302, "UnexpectedRedirect")]
    [InlineData(303, "UnexpectedRedirect")]
    [InlineData(307, "UnexpectedRedirect")]
    [InlineData(308, "UnexpectedRedirect")]
    [InlineData(300, "InvalidResponse")]
    [InlineData(304, "InvalidResponse")]
    public async Task Create_outcome_is_unknown_after_a_redirect_or_304(int status, string errorOfRead)
    {
        const string Keys = "/v0/organizations/org-123/api-key?user_id=user-123";
        string made = Wire.Key.Replace("2026-05-01T10:00:00", "2026-06-01T12:00:00", StringComparison.Ordinal)
            .Replace("HMiFAgQeNb", "madeby3xx0", StringComparison.Ordinal);
        RouteTable service = new RouteTable()
            .On($"POST {Keys}", (HttpStatusCode)status).On($"GET {Keys}", Wire.List(made)).On(GetRequest, (HttpStatusCode)status);
        IWhylabsApiKeyClient api = new TestClient(service).Api;
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
            () => api.CreateAsync(new CreateApiKeyRequest("org-123", "user-123", []), default));
        Assert.Equal(WhylabsErrorId.CreateOutcomeUnknown, error.ErrorId);
        Assert.Equal(["madeby3xx0"], error.CandidateKeyIds);
        Assert.Equal(
            errorOfRead, (await Assert.ThrowsAsync<WhylabsApiException>(() => api.GetAsync("org-123", "k", default))).ErrorId.ToString());
    }

    private static async Task<WhylabsErrorId> FailToValidateAsync(IWhylabsApiKeyClient api) =>
        (await Assert.ThrowsAsync<WhylabsApiException>(() => api.ValidateAsync(default))).ErrorId;

    private sealed class Gateway(HttpStatusCode status, string echo, string mediaType, string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string requestId = request.Headers.GetValues("X-Request-Id").Single();
            var response = new HttpResponseMessage(status)
            {
                Content = new StringContent(body.Replace("REQUEST", requestId, StringComparison.Ordinal)),
                RequestMessage = request,
            };
            response.Content.Headers.ContentType = mediaType.Length == 0 ? null : new(mediaType);
            if (echo != "none")
                response.Headers.Add("X-Request-Id", echo == "another's" ? Guid.NewGuid().ToString() : requestId);
            return Task.FromResult(response);
        }
    }
}
