using System.Globalization;
using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>Tests the request of each v0 operation.</summary>
public class RequestTests
{
    private const string Keys = "/v0/organizations/org-123/api-key";
    private const string Odd = "a/b c?d#e%f+g&h=ü";
    private const string OddEscaped = "a%2Fb%20c%3Fd%23e%25f%2Bg%26h%3D%C3%BC";

    [Fact]
    public async Task List_sends_the_organization()
    {
        RouteTable service = new RouteTable().On($"GET {Keys}", Wire.List());
        Assert.Empty(await new TestClient(service).Api.ListAsync("org-123", null, default));
    }

    [Fact]
    public async Task List_by_user_sends_the_user()
    {
        RouteTable service = new RouteTable().On($"GET {Keys}?user_id=user-123", Wire.List(Wire.Key));
        Assert.Single(await new TestClient(service).Api.ListAsync("org-123", "user-123", default));
    }

    [Fact]
    public async Task Get_sends_the_key_id_in_the_path()
    {
        RouteTable service = new RouteTable().On($"GET {Keys}/HMiFAgQeNb", $$"""{"key":{{Wire.Key}}}""");
        Assert.Equal("HMiFAgQeNb", (await new TestClient(service).Api.GetAsync("org-123", "HMiFAgQeNb", default)).KeyId);
    }

    [Fact]
    public async Task Create_sends_all_values_in_the_query_and_an_empty_body_without_a_content_type()
    {
        RouteTable service = new RouteTable().On(
            $"POST {Keys}?user_id=user-123&expiration_time=1798761600000&scopes=%3Auser&scopes=%3Aadministrator&alias=MLApplicationName",
            Wire.KeyWith($"""
                "scopes":[":user",":administrator"],"alias":"MLApplicationName","expirationTime":"2027-01-01T00:00:00","key":"{Wire.Secret}"
                """));
        var request = new CreateApiKeyRequest(
            "org-123",
            "user-123",
            [":user", ":administrator"],
            "MLApplicationName",
            DateTimeOffset.FromUnixTimeMilliseconds(1798761600000));

        ApiKey key = await new TestClient(service).Api.CreateAsync(request, default);

        Assert.Equal(Wire.Secret, key.RevealKey());
        RouteTable.Sent sent = Assert.Single(service.Requests);
        Assert.Empty(sent.Body!);
        Assert.Null(sent.ContentType);
    }

    [Fact]
    public async Task Create_omits_values_that_are_not_specified()
    {
        RouteTable service = new RouteTable().On($"POST {Keys}?user_id=user-123", Wire.KeyWith($"\"key\":\"{Wire.Secret}\""));
        await new TestClient(service).Api.CreateAsync(new CreateApiKeyRequest("org-123", "user-123", [], " "), default);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task Revoke_sends_the_user_and_the_key_id_in_the_query()
    {
        RouteTable service = new RouteTable().On($"DELETE {Keys}?user_id=user-123&key_id=HMiFAgQeNb", Wire.KeyWith("\"revoked\":true"));
        ApiKey key = await new TestClient(service).Api.RevokeAsync("org-123", "user-123", "HMiFAgQeNb", default);
        Assert.True(key.Revoked);
        Assert.Empty(Assert.Single(service.Requests).Body!);
    }

    [Fact]
    public async Task List_of_organizations_has_no_organization_header()
    {
        RouteTable service = new RouteTable().On("GET /v0/organizations", """{"items":[{"id":"org-1","name":"One"}],"internal":true}""");
        Assert.Equal("org-1", Assert.Single(await new TestClient(service).Api.ListOrganizationsAsync(default)).OrgId);
        Assert.DoesNotContain("X-WHYLABS-ORGANIZATION", Assert.Single(service.Requests).Headers.Keys);
    }

    [Fact]
    public async Task Request_has_headers_for_token_request_id_user_agent_and_media_type()
    {
        RouteTable service = new RouteTable().On($"GET {Keys}", Wire.List());
        await new TestClient(service).Api.ListAsync("org-123", null, default);

        Dictionary<string, string> headers = Assert.Single(service.Requests).Headers;
        Assert.Equal(TestClient.Token, headers["X-API-Key"]);
        Assert.Equal("application/json", headers["Accept"]);
        Assert.Equal("WhylabsApiKey/1.2.3 PowerShell/7.6.0 (Linux)", headers["User-Agent"]);
        Assert.True(Guid.TryParse(headers["X-Request-Id"], out _));
    }

    [Fact]
    public async Task Request_escapes_values_in_path_and_query()
    {
        const string OddKeys = $"/v0/organizations/{OddEscaped}/api-key";
        string key = $$"""
            {"keyId":"{{Odd}}","orgId":"{{Odd}}","userId":"{{Odd}}","creationTime":"2026-05-01T10:00:00","scopes":["{{Odd}}"],
            "alias":"{{Odd}}"}
            """;
        RouteTable service = new RouteTable()
            .On($"GET {OddKeys}?user_id={OddEscaped}", Wire.List(key))
            .On($"GET {OddKeys}/{OddEscaped}", $$"""{"key":{{key}}}""")
            .On(
                $"POST {OddKeys}?user_id=a%2Fb&scopes={OddEscaped}&alias={OddEscaped}",
                key.Replace($"\"userId\":\"{Odd}\"", "\"userId\":\"a/b\"", StringComparison.Ordinal)[..^1] + $",\"key\":\"{Odd}.s\"}}")
            .On($"DELETE {OddKeys}?user_id={OddEscaped}&key_id={OddEscaped}", key[..^1] + ",\"revoked\":true}");
        IWhylabsApiKeyClient api = new TestClient(service).Api;

        await api.ListAsync(Odd, Odd, default);
        await api.GetAsync(Odd, Odd, default);
        await api.CreateAsync(new CreateApiKeyRequest(Odd, "a/b", [Odd], Odd), default);
        await api.RevokeAsync(Odd, Odd, Odd, default);

        Assert.Equal(4, service.Requests.Count);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(" ")]
    public async Task Blank_id_or_dot_segment_is_refused_without_a_request(string id)
    {
        var service = new RouteTable();
        IWhylabsApiKeyClient api = new TestClient(service).Api;
        Func<Task>[] calls =
        [
            () => api.GetAsync("org-123", id, default),
            () => api.GetAsync(id, "HMiFAgQeNb", default),
            () => api.ListAsync(id, null, default),
            () => api.RevokeAsync("org-123", "user-123", id, default),
            () => api.RevokeAsync("org-123", id, "HMiFAgQeNb", default),
            () => api.CreateAsync(new CreateApiKeyRequest("org-123", id, []), default),
        ];

        foreach (Func<Task> call in calls)
            Assert.Equal(WhylabsErrorId.InvalidRequest, (await Assert.ThrowsAsync<WhylabsApiException>(call)).ErrorId);
        Assert.Empty(service.Requests);
    }

    [Theory]
    [InlineData("https://songbird.example.com", "/v0/organizations/org-123/api-key")]
    [InlineData("https://songbird.example.com/", "/v0/organizations/org-123/api-key")]
    [InlineData("http://localhost:8080", "/v0/organizations/org-123/api-key")]
    [InlineData("https://gateway.example.com/whylabs/api", "/whylabs/api/v0/organizations/org-123/api-key")]
    [InlineData("https://gateway.example.com/whylabs/api/", "/whylabs/api/v0/organizations/org-123/api-key")]
    public async Task Endpoint_can_have_a_port_and_a_path_prefix(string endpoint, string path)
    {
        RouteTable service = new RouteTable().On($"GET {path}", Wire.List());
        await new TestClient(service, endpoint).Api.ListAsync("org-123", null, default);
        Assert.Equal(new Uri(endpoint).Authority, Assert.Single(service.Requests).Address.Authority);
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("de-DE")]
    [InlineData("th-TH")]
    public async Task Request_does_not_depend_on_the_culture(string culture)
    {
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        RouteTable service = new RouteTable().On(
            $"POST {Keys}?user_id=USER-I&expiration_time=1790000000123&scopes=%3Auser",
            Wire.KeyWith($"\"expirationTime\":\"2026-09-21T14:13:20.123\",\"scopes\":[\":user\"],\"key\":\"{Wire.Secret}\"")
                .Replace("user-123", "USER-I", StringComparison.Ordinal));
        var request = new CreateApiKeyRequest("org-123", "USER-I", [":user"], null, DateTimeOffset.FromUnixTimeMilliseconds(1790000000123));
        await new TestClient(service).Api.CreateAsync(request, default);
        Assert.Single(service.Requests);
    }
}
