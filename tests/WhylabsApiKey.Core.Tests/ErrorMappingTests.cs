using System.Net;
using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>Tests the error id and the message of each kind of error response.</summary>
public class ErrorMappingTests
{
    private const string ListRequest = "GET /v0/organizations/org-123/api-key";
    private const string GetRequest = "GET /v0/organizations/org-123/api-key/k";
    private const string CreateRequest = "POST /v0/organizations/org-123/api-key?user_id=u";
    private const string RevokeRequest = "DELETE /v0/organizations/org-123/api-key?user_id=u&key_id=k";

    [Theory]
    [InlineData(ListRequest, 401, "", WhylabsErrorId.Unauthorized)]
    [InlineData(ListRequest, 403, "", WhylabsErrorId.Forbidden)]
    [InlineData(ListRequest, 404, "", WhylabsErrorId.RouteNotFound)]
    [InlineData(GetRequest, 404, "", WhylabsErrorId.RouteNotFound)]
    [InlineData(ListRequest, 404, "Resource Organization with ID org-123 not found.", WhylabsErrorId.OrganizationNotFound)]
    [InlineData(CreateRequest, 404, "Resource Organization with ID org-123 not found.", WhylabsErrorId.OrganizationNotFound)]
    [InlineData(RevokeRequest, 404, "Resource ApiKey with ID k not found.", WhylabsErrorId.KeyNotFound)]
    [InlineData(CreateRequest, 400, "Invalid scope provided: :x", WhylabsErrorId.InvalidRequest)]
    [InlineData(CreateRequest, 400, "Key limit reached", WhylabsErrorId.KeyLimitReached)]
    [InlineData(CreateRequest, 409, "Conflict", WhylabsErrorId.InvalidRequest)]
    [InlineData(CreateRequest, 413, "", WhylabsErrorId.InvalidRequest)]
    [InlineData(CreateRequest, 415, "", WhylabsErrorId.InvalidRequest)]
    [InlineData(CreateRequest, 422, "", WhylabsErrorId.InvalidRequest)]
    [InlineData(ListRequest, 407, "", WhylabsErrorId.ConnectionFailed)]
    [InlineData(CreateRequest, 407, "", WhylabsErrorId.ConnectionFailed)]
    [InlineData(ListRequest, 429, "", WhylabsErrorId.TooManyRequests)]
    [InlineData(ListRequest, 500, "Internal error. Unable to process request", WhylabsErrorId.ServerError)]
    [InlineData(ListRequest, 503, "", WhylabsErrorId.ServerError)]
    [InlineData(ListRequest, 302, "", WhylabsErrorId.UnexpectedRedirect)]
    [InlineData(ListRequest, 204, "", WhylabsErrorId.InvalidResponse)]
    public async Task Status_is_mapped_to_an_error_id(string request, int status, string message, WhylabsErrorId expected)
    {
        RouteTable service = message.Length == 0
            ? new RouteTable().On(request, (HttpStatusCode)status)
            : new RouteTable().On(request, Wire.Error(message, "T"), (HttpStatusCode)status);

        WhylabsApiException error = await FailAsync(service, request);

        Assert.Equal(expected, error.ErrorId);
        Assert.Equal(status, (int)error.StatusCode!);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains($"HTTP {status}", error.Message, StringComparison.Ordinal);
        Assert.Contains(error.RequestId!, error.Message, StringComparison.Ordinal);
        Assert.Equal(message.Length == 0 ? null : message, error.ServerMessage);
        Assert.Equal(service.Requests.Count, error.Attempts);
        Assert.Equal(service.Requests[^1].Headers["X-Request-Id"], error.RequestId);
    }

    [Fact]
    public void Message_has_no_control_characters() =>
        Assert.Equal("a [2Jb c", new WhylabsApiException(WhylabsErrorId.KeyNotFound, "a\u001b[2Jb\u202Ec").Message);

    [Fact]
    public async Task Message_contains_the_errors_of_the_web_framework()
    {
        const string Body =
            """{"message":"Bad Request","_embedded":{"errors":[{"message":"Failed to convert argument [expiration_time]"}]},"_links":{}}""";
        WhylabsApiException error = await FailAsync(new RouteTable().On(CreateRequest, Body, HttpStatusCode.BadRequest), CreateRequest);
        Assert.Equal("Bad Request Failed to convert argument [expiration_time]", error.ServerMessage);
    }

    [Fact]
    public async Task Message_contains_plain_text_but_no_web_page()
    {
        const string Sentence = "Requests from this location are not permitted by your organization.";
        WhylabsApiException plain = await FailAsync(new RouteTable().On(
            ListRequest, Sentence, HttpStatusCode.Forbidden, "text/plain"), ListRequest);
        Assert.Equal(Sentence, plain.ServerMessage);

        RouteTable proxy = new RouteTable().On(ListRequest, "<html><h1>Blocked</h1></html>", HttpStatusCode.Forbidden, "text/html");
        WhylabsApiException page = await FailAsync(proxy, ListRequest);
        Assert.DoesNotContain("<h1>", page.Message, StringComparison.Ordinal);
        Assert.Contains("web page", page.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ListRequest, 400)]
    [InlineData(RevokeRequest, 418)]
    [InlineData(CreateRequest, 405)]
    [InlineData(CreateRequest, 413)]
    public async Task Web_page_with_a_status_of_the_client_is_InvalidResponse(string request, int status)
    {
        RouteTable proxy = new RouteTable().On(request, "<html></html>", (HttpStatusCode)status, "text/html");
        Assert.Equal(WhylabsErrorId.InvalidResponse, (await FailAsync(proxy, request)).ErrorId);
        Assert.Single(proxy.Requests);
    }

    [Fact]
    public async Task Web_page_with_404_is_RouteNotFound()
    {
        RouteTable proxy = new RouteTable().On(GetRequest, "<html></html>", HttpStatusCode.NotFound, "text/html");
        Assert.Equal(WhylabsErrorId.RouteNotFound, (await FailAsync(proxy, GetRequest)).ErrorId);
    }

    [Fact]
    public async Task Json_of_a_gateway_with_404_is_RouteNotFound()
    {
        RouteTable gateway = new RouteTable().On(
            GetRequest, """{"message":"no Route matched with those values"}""", HttpStatusCode.NotFound);
        Assert.Equal(WhylabsErrorId.RouteNotFound, (await FailAsync(gateway, GetRequest)).ErrorId);
    }

    [Fact]
    public async Task Redirect_error_names_the_target()
    {
        var response = new HttpResponseMessage(HttpStatusCode.Found);
        response.Headers.Location = new Uri("https://elsewhere.example.com/x");
        WhylabsApiException error = await FailAsync(new RouteTable().On(ListRequest, () => response), ListRequest);
        Assert.Contains("https://elsewhere.example.com/x", error.Message, StringComparison.Ordinal);
    }

    private static Task<WhylabsApiException> FailAsync(RouteTable service, string request)
    {
        IWhylabsApiKeyClient api = new TestClient(service).Api;
        return Assert.ThrowsAsync<WhylabsApiException>(() => request switch
        {
            ListRequest => api.ListAsync("org-123", null, default),
            GetRequest => api.GetAsync("org-123", "k", default),
            CreateRequest => api.CreateAsync(new CreateApiKeyRequest("org-123", "u", []), default),
            _ => api.RevokeAsync("org-123", "u", "k", default),
        });
    }
}
