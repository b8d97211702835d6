using System.Net;
using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>Tests the verbose and debug messages of a request, and their redaction.</summary>
public class RequestTraceTests
{
    private const string CreateRequest = "POST /v0/organizations/org-123/api-key?user_id=user-123";
    private const string ListRequest = "GET /v0/organizations/org-123/api-key";

    [Fact]
    public async Task Request_writes_one_verbose_line()
    {
        RouteTable service = new RouteTable().On(ListRequest, Wire.List());
        var client = new TestClient(service);
        await client.Api.ListAsync("org-123", null, default);

        (MessageKind kind, string text) = Assert.Single(client.Sink.Messages);
        Assert.Equal(MessageKind.Verbose, kind);
        Assert.Matches(@"^GET /v0/organizations/org-123/api-key: HTTP 200 after \d+ ms \(attempt 1, request [0-9a-f-]{36}\)$", text);
        Assert.Contains(service.Requests[0].Headers["X-Request-Id"], text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Debug_writes_headers_and_bodies_redacted()
    {
        string escaped = Wire.Secret.Replace("z", "\\u007a", StringComparison.Ordinal);
        var client = new TestClient(new RouteTable().On(CreateRequest, Wire.KeyWith($"\"key\":\"{escaped}\"")), debug: true);
        ApiKey key = await client.Api.CreateAsync(new CreateApiKeyRequest("org-123", "user-123", []), default);

        Assert.Equal(Wire.Secret, key.RevealKey());
        string shown = client.Sink.All;
        Assert.Contains("X-Request-Id: ", shown, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("X-API-Key: <redacted>", shown, StringComparison.Ordinal);
        Assert.Contains("\"userId\":\"user-123\"", shown, StringComparison.Ordinal);
        AssertNoSecret(shown);
    }

    [Fact]
    public async Task Debug_does_not_write_a_body_that_is_not_json()
    {
        var client = new TestClient(
            new RouteTable().On(CreateRequest, $$"""{"key":"{{Wire.Secret}}""").On("GET" + CreateRequest[4..], Wire.List()), debug: true);
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
            () => client.Api.CreateAsync(new CreateApiKeyRequest("org-123", "user-123", []), default));
        AssertNoSecret(client.Sink.All + error);
    }

    [Fact]
    public async Task Error_that_contains_the_token_is_redacted()
    {
        RouteTable service = new RouteTable().On(
            ListRequest, Wire.Error($"Key {TestClient.Token} is not welcome", "T"), HttpStatusCode.Forbidden);
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
            () => new TestClient(service).Api.ListAsync("org-123", null, default));
        Assert.Contains("is not welcome", error.Message, StringComparison.Ordinal);
        AssertNoSecret(error.ToString() + error.ServerMessage);
    }

    [Fact]
    public async Task Inner_exception_with_the_token_is_removed_and_cookies_are_redacted()
    {
        RouteTable service = new RouteTable()
            .On(ListRequest, new HttpRequestException(TestClient.Token))
            .On(ListRequest, () => new HttpResponseMessage(HttpStatusCode.Forbidden) { Headers = { { "Set-Cookie", "sid=opaque" } } });
        var client = new TestClient(service, retries: 0, debug: true);
        Assert.Null((await Assert.ThrowsAsync<WhylabsApiException>(() => client.Api.ListAsync("org-123", null, default))).InnerException);
        await Assert.ThrowsAsync<WhylabsApiException>(() => client.Api.ListAsync("org-123", null, default));
        Assert.Contains("Set-Cookie: <redacted>", client.Sink.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_value_of_cloud_credentials_is_redacted()
    {
        const string Credentials =
            """{"AccessKeyId":"ASIAEXAMPLE12345","SecretAccessKey":"wJalrXUtnFEMI/K7MDENG+bPxRfi","SessionToken":"FwoGZXIvYXdzEBYaDH"}""";
        string body =
            $$"""{"message":{{System.Text.Json.JsonSerializer.Serialize("Refused: " + Credentials)}},"requestId":"r","type":"T"}""";
        RouteTable service = new RouteTable().On(ListRequest, body, HttpStatusCode.BadRequest);
        var client = new TestClient(service, debug: true, token: Credentials);
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(() => client.Api.ListAsync("org-123", null, default));
        string shown = client.Sink.All + error;
        Assert.Contains("Refused", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("wJalrXUtnFEMI", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("FwoGZXIvYXdz", shown, StringComparison.Ordinal);
    }

    private static void AssertNoSecret(string text)
    {
        Assert.DoesNotContain(TestClient.Token[11..40], text, StringComparison.Ordinal);
        Assert.DoesNotContain(Wire.Secret[12..40], text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Debug_writes_headers_without_control_characters()
    {
        RouteTable service = new RouteTable().On(ListRequest, () =>
        {
            var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(Wire.List()) };
            response.Headers.TryAddWithoutValidation("X-Bell", "a\u001b[31mb\u202ec");
            return response;
        });
        var client = new TestClient(service, debug: true);
        await client.Api.ListAsync("org-123", null, default);
        Assert.Contains("X-Bell: a [31mb c\n", client.Sink.All + "\n", StringComparison.Ordinal);
        Assert.DoesNotContain(client.Sink.All, c => c is '\u001b' or '\u202e');
    }
}
