using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using WhylabsApiKey.Sandbox.Service;

namespace WhylabsApiKey.Tests.Service;

/// <summary>The sandbox against what the real service does on the wire, by plain HTTP.</summary>
public sealed class ServiceTests : IAsyncLifetime
{
    private const string Keys = "/v0/organizations/org-123/api-key";
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false });
    private SandboxServer _server = null!;
    private DemoOrganization _demo = null!;

    public ValueTask InitializeAsync() => StartAsync(new SandboxOptions());

    [Theory]
    [InlineData("GET", "/health", null, 200)]
    [InlineData("GET", Keys, null, 401)]
    [InlineData("GET", Keys, "malformed", 403)]
    [InlineData("GET", Keys, "fh4dUNV3WQ", 403)]
    [InlineData("GET", Keys, "Qv71ksZpTa", 403)]
    [InlineData("GET", Keys, "AdMiN00001", 403)]
    [InlineData("GET", Keys, "UsEr000001", 403)]
    [InlineData("GET", Keys, "OpErAtOr01", 200)]
    [InlineData("DELETE", Keys, null, 401)]
    [InlineData("POST", Keys, "AdMiN00001", 403)]
    [InlineData("GET", "/v0/nothing/here", "OpErAtOr01", 404)]
    public async Task Who_may_call_what(string method, string target, string? keyId, int status)
    {
        string? token = keyId is null ? null : _server.Store.All.FirstOrDefault(key => key.KeyId == keyId)?.Token ?? keyId;
        using HttpResponseMessage response = await SendAsync(method, target, token);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status != 200, (await response.Content.ReadAsStringAsync()).Length == 0);
    }

    [Fact]
    public async Task A_token_works_without_the_organization_behind_it()
    {
        using HttpResponseMessage response = await SendAsync("GET", Keys, _demo.OperatorToken.Split(':')[0]);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task The_two_lists_differ_in_revoked_keys_and_last_uses()
    {
        JsonArray all = (await JsonAsync("GET", Keys))["items"]!.AsArray();
        JsonArray mine = (await JsonAsync("GET", Keys + "?user_id=user-123"))["items"]!.AsArray();

        Assert.Contains(all, key => key!["lastUsedTime"] is not null);
        Assert.DoesNotContain(all, key => (string?)key!["keyId"] == "Qv71ksZpTa");
        Assert.Contains(mine, key => (string?)key!["keyId"] == "Qv71ksZpTa" && (bool)key["revoked"]!);
        Assert.DoesNotContain(mine, key => key!["lastUsedTime"] is not null);
        string[] ids = [.. mine.Select(key => (string)key!["keyId"]!)];
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Empty((await JsonAsync("GET", Keys + "?user_id=nobody"))["items"]!.AsArray());
        Assert.Empty((await JsonAsync("GET", "/v0/organizations/none/api-key"))["items"]!.AsArray());
    }

    [Theory]
    [InlineData("HMiFAgQeNb", "HMiFAgQeNb")]
    [InlineData("fh4dUNV3WQ", "fh4dUNV3WQ")]
    [InlineData("Qv71ksZpTa", null)]
    [InlineData("none", null)]
    public async Task Get_answers_a_miss_with_an_empty_object(string keyId, string? expected)
    {
        JsonNode answer = await JsonAsync("GET", $"{Keys}/{keyId}");
        Assert.Equal(expected, (string?)answer["key"]?["keyId"]);
        Assert.Equal(expected is null ? "{}" : answer.ToJsonString(), answer.ToJsonString());
    }

    [Fact]
    public async Task Times_are_utc_without_a_zone_or_trailing_zeros()
    {
        _server.Store.Add(new StoredKey("timetested", "x", "org-123", "bob", new DateTime(2024, 2, 1, 10, 0, 0, DateTimeKind.Utc))
        {
            Expires = new DateTime(2024, 2, 1, 10, 0, 0, 500, DateTimeKind.Utc),
            LastUsed = new DateTime(2024, 2, 1, 10, 0, 0, 123, DateTimeKind.Utc),
        });
        JsonNode key = (await JsonAsync("GET", Keys + "/timetested"))["key"]!;
        Assert.Equal("2024-02-01T10:00:00", (string?)key["creationTime"]);
        Assert.Equal("2024-02-01T10:00:00.5", (string?)key["expirationTime"]);
        Assert.Equal("2024-02-01T10:00:00.123", (string?)key["lastUsedTime"]);
        Assert.Null(key["scopes"]);
        Assert.Null(key["alias"]);
    }

    [Fact]
    public async Task Create_makes_a_key_that_works_and_shows_its_secret_once()
    {
        JsonNode made = await JsonAsync("POST", Keys + "?user_id=bob&scopes=:user&scopes=:administrator&alias=x");
        string token = (string)made["key"]!;
        Assert.Matches(@"^[A-Za-z0-9]{10}\.[A-Za-z0-9]{53}:org-123$", token);
        Assert.Equal(token[..10], (string?)made["keyId"]);
        Assert.Equal(2, made["scopes"]!.AsArray().Count);
        Assert.Null((await JsonAsync("GET", $"{Keys}/{token[..10]}"))["key"]!["key"]);
        Assert.NotNull(_server.Store.Authenticate(token));
    }

    [Theory]
    [InlineData("user_id=bob&scopes=:unknown", 400, "Invalid scope provided: :unknown")]
    [InlineData("user_id=bob&scopes=:USER", 400, "Invalid scope provided: :USER")]
    [InlineData("user_id=bob&scopes=:whylabs_system", 400, "Invalid scope provided: :whylabs_system")]
    [InlineData("user_id=bob&expiration_time=-9223372036854775808", 400, "Invalid expiration time")]
    [InlineData("user_id=bob&expiration_time=9223372036854775807", 400, "Invalid expiration time")]
    [InlineData("user_id=bob&expiration_time=59000", 400, "Invalid expiration time")]
    public async Task Create_refuses_what_the_rules_forbid(string query, int status, string message)
    {
        if (query.Contains("=59000", StringComparison.Ordinal))
            query = "user_id=bob&expiration_time=" + DateTimeOffset.UtcNow.AddSeconds(59).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        using HttpResponseMessage response = await SendAsync("POST", $"{Keys}?{query}", _demo.OperatorToken, requestId: "my-request");
        JsonNode body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(message, (string?)body["message"]);
        Assert.Equal("my-request", (string?)body["requestId"]);
        Assert.Equal("IllegalArgument", (string?)body["type"]);
    }

    [Theory]
    [InlineData("POST", Keys, "Required QueryValue [user_id] not specified")]
    [InlineData("POST", Keys + "?user_id=bob&expiration_time=tomorrow", "Failed to convert argument [expiration_time] for value [tomorrow]")]
    [InlineData("DELETE", Keys + "?user_id=bob", "Required QueryValue [key_id] not specified")]
    [InlineData("DELETE", Keys + "?key_id=zP0gHsa6Ri", "Required QueryValue [user_id] not specified")]
    public async Task A_missing_or_malformed_value_is_turned_away_by_the_framework(string method, string target, string sentence)
    {
        using HttpResponseMessage response = await SendAsync(method, target, _demo.OperatorToken);
        JsonNode body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("Bad Request", (string?)body["message"]);
        Assert.Equal(sentence, (string?)body["_embedded"]!["errors"]![0]!["message"]);
    }

    [Theory]
    [InlineData(null, 200)]
    [InlineData("application/json", 200)]
    [InlineData("text/plain", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    public async Task Create_consumes_json_or_nothing(string? mediaType, int status)
    {
        using var content = new ByteArrayContent([]);
        content.Headers.ContentType = mediaType is null ? null : new MediaTypeHeaderValue(mediaType);
        using HttpResponseMessage response = await SendAsync("POST", Keys + "?user_id=bob", _demo.OperatorToken, content);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_free_organization_has_room_for_25_keys_that_are_not_revoked()
    {
        for (int have = _server.Store.List("org-123", null).Count; have < 25; have++)
            await JsonAsync("POST", Keys + "?user_id=bob");
        using HttpResponseMessage full = await SendAsync("POST", Keys + "?user_id=bob", _demo.OperatorToken);
        Assert.Contains("Key limit reached", await full.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await JsonAsync("DELETE", Keys + "?user_id=bob&key_id=K2uVt5wNxe");
        await JsonAsync("POST", Keys + "?user_id=bob");
    }

    [Fact]
    public async Task An_unknown_organization_gets_no_key()
    {
        using HttpResponseMessage response = await SendAsync("POST", "/v0/organizations/none/api-key?user_id=bob", _demo.OperatorToken);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("Resource Organization with ID none not found.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoke_is_idempotent_and_final()
    {
        for (int time = 0; time < 2; time++)
            Assert.True((bool)(await JsonAsync("DELETE", Keys + "?user_id=bob&key_id=zP0gHsa6Ri"))["revoked"]!);
        Assert.Null(_server.Store.Find("org-123", "zP0gHsa6Ri"));
    }

    [Theory]
    [InlineData("user_id=bob&key_id=none", "none")]
    [InlineData("user_id=user-123&key_id=zP0gHsa6Ri", "zP0gHsa6Ri")]
    public async Task Revoke_of_an_unknown_key_or_by_a_wrong_owner_is_not_found(string query, string keyId)
    {
        using HttpResponseMessage response = await SendAsync("DELETE", $"{Keys}?{query}", _demo.OperatorToken);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        JsonNode body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal($"Resource ApiKey with ID {keyId} not found.", (string?)body["message"]);
        Assert.Equal("ResourceNotFound", (string?)body["type"]);
    }

    [Fact]
    public async Task The_request_id_comes_back()
    {
        using HttpResponseMessage mine = await SendAsync("GET", Keys, _demo.OperatorToken, requestId: "abc");
        Assert.Equal("abc", Assert.Single(mine.Headers.GetValues("X-Request-Id")));
        using HttpResponseMessage made = await SendAsync("GET", Keys, _demo.OperatorToken);
        Assert.NotEmpty(Assert.Single(made.Headers.GetValues("X-Request-Id")));
    }

    [Fact]
    public async Task An_odd_id_arrives_as_it_was_meant()
    {
        const string Odd = "a/b c?d#e%f+g&h=ü";
        _server.Store.Add(new StoredKey(Odd, "x", Odd, Odd, DateTime.UtcNow));
        string escaped = Uri.EscapeDataString(Odd);
        Assert.Equal(Odd, (string?)(await JsonAsync("GET", $"/v0/organizations/{escaped}/api-key/{escaped}"))["key"]!["keyId"]);
        Assert.True((bool)(await JsonAsync("DELETE", $"/v0/organizations/{escaped}/api-key?user_id={escaped}&key_id={escaped}"))["revoked"]!);
    }

    [Fact]
    public async Task A_new_key_is_hidden_for_as_long_as_was_asked()
    {
        var clock = new SettableClock();
        await StartAsync(new SandboxOptions { ConsistencyDelayMs = 500 }, clock);
        string keyId = (string)(await JsonAsync("POST", Keys + "?user_id=bob"))["keyId"]!;
        Assert.Null((await JsonAsync("GET", $"{Keys}/{keyId}"))["key"]);
        using (HttpResponseMessage early = await SendAsync("DELETE", $"{Keys}?user_id=bob&key_id={keyId}", _demo.OperatorToken))
            Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        clock.Now += TimeSpan.FromMilliseconds(500);
        Assert.NotNull((await JsonAsync("GET", $"{Keys}/{keyId}"))["key"]);
    }

    [Theory]
    [InlineData("429", 429, "Too many requests. Please try again later.")]
    [InlineData("500", 500, "\"type\":\"Internal\"")]
    [InlineData("503", 503, "<html>")]
    [InlineData("403", 403, "")]
    public async Task A_status_fault_strikes_as_often_as_was_asked_and_in_place_of_the_operation(string fault, int status, string text)
    {
        await StartAsync(new SandboxOptions { Fault = fault, FaultEvery = 2 });
        await JsonAsync("POST", Keys + "?user_id=bob");
        int keys = _server.Store.All.Count;
        using HttpResponseMessage response = await SendAsync("POST", Keys + "?user_id=bob", _demo.OperatorToken);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(text, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(keys, _server.Store.All.Count);
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("truncate")]
    public async Task A_connection_fault_strikes_after_the_operation(string fault)
    {
        await StartAsync(new SandboxOptions { Fault = fault, FaultEvery = 1 });
        int keys = _server.Store.All.Count;
        await Assert.ThrowsAsync<HttpRequestException>(async () =>
        {
            using HttpResponseMessage response = await SendAsync("POST", Keys + "?user_id=bob", _demo.OperatorToken, new ByteArrayContent([]));
        });
        Assert.Equal(keys + 1, _server.Store.All.Count);
    }

    [Fact]
    public void It_listens_on_the_loopback_interface_only() => Assert.Equal("127.0.0.1", _server.Endpoint.Host);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    private async ValueTask StartAsync(SandboxOptions options, TimeProvider? clock = null)
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _server = await SandboxServer.StartAsync(options, clock);
        _demo = DemoOrganization.Seed(_server.Store);
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string target, string? token, HttpContent? content = null, string? requestId = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), _server.Endpoint.GetLeftPart(UriPartial.Authority) + target) { Content = content };
        if (token is not null)
            request.Headers.Add("X-API-Key", token);
        if (requestId is not null)
            request.Headers.Add("X-Request-Id", requestId);
        return await _http.SendAsync(request);
    }

    private async Task<JsonNode> JsonAsync(string method, string target)
    {
        using HttpResponseMessage response = await SendAsync(method, target, _demo.OperatorToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    private sealed class SettableClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
