using System.Text.Json;
using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>Tests how the client reads the response of each operation.</summary>
public class ResponseTests
{
    [Fact]
    public async Task Get_with_another_key_in_the_response_is_InvalidResponse()
    {
        RouteTable service = new RouteTable().On("GET /v0/organizations/org-123/api-key/other", $$"""{"key":{{Wire.Key}}}""");
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
            () => new TestClient(service).Api.GetAsync("org-123", "other", default));
        Assert.Equal(WhylabsErrorId.InvalidResponse, error.ErrorId);
        Assert.Contains("The response is about another key, HMiFAgQeNb.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_reads_every_property()
    {
        ApiKey key = await GetAsync(Wire.KeyWith(
            """
            "expirationTime":"2026-07-01T00:00:00","lastUsedTime":"2026-05-31T12:00:00","scopes":[":user",":administrator"],
            "resourceId":"model-1","alias":"trainer","revoked":false
            """));

        Assert.Equal("HMiFAgQeNb", key.KeyId);
        Assert.Equal("org-123", key.OrgId);
        Assert.Equal("user-123", key.UserId);
        Assert.Equal("trainer", key.Alias);
        Assert.Equal("model-1", key.ResourceId);
        Assert.Equal([":user", ":administrator"], key.Scopes);
        Assert.False(key.Revoked);
        Assert.Null(key.Key);
        Assert.Equal(Utc(2026, 5, 1, 10), key.CreationTime?.ToUniversalTime());
        Assert.Equal(Utc(2026, 7, 1, 0), key.ExpirationTime?.ToUniversalTime());
        Assert.Equal(Utc(2026, 5, 31, 12), key.LastUsedTime?.ToUniversalTime());
        Assert.Equal(DateTimeKind.Local, key.CreationTime?.Kind);
        Assert.Equal("HMiFAgQeNb", key.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(
        """
        ,"alias":null,"scopes":null,"expirationTime":null,"lastUsedTime":null,"revoked":null,"key":null,"resourceId":null
        """)]
    [InlineData(",\"alias\":\"\",\"scopes\":[],\"resourceId\":\"\",\"key\":\"\",\"later\":{\"deep\":[1,{\"a\":2}]},\"more\":1.5e3")]
    public async Task Get_reads_a_missing_null_or_empty_property_as_null(string more)
    {
        ApiKey key = await GetAsync(Wire.Key[..^1] + more + "}");

        Assert.Null(key.Alias);
        Assert.Null(key.ResourceId);
        Assert.Null(key.ExpirationTime);
        Assert.Null(key.LastUsedTime);
        Assert.Null(key.Key);
        Assert.Empty(key.Scopes);
        Assert.False(key.Revoked);
        Assert.True(key.NeverExpires);
    }

    [Theory]
    [InlineData("2024-02-01T10:00:00", 0)]
    [InlineData("2024-02-01T10:00:00.5", 5_000_000)]
    [InlineData("2024-02-01T10:00:00.123", 1_230_000)]
    [InlineData("2024-02-01T10:00:00.123456", 1_234_560)]
    [InlineData("2024-02-01T10:00:00.123456789", 1_234_567)]
    [InlineData("2024-02-01T10:00", 0)]
    [InlineData("2024-02-01T10:00:00Z", 0)]
    [InlineData("2024-02-01T11:00:00+01:00", 0)]
    public async Task Timestamp_without_a_time_zone_is_utc(string text, long ticks)
    {
        ApiKey key = await GetAsync(Wire.KeyWith($"\"expirationTime\":\"{text}\""));
        Assert.Equal(Utc(2024, 2, 1, 10).AddTicks(ticks), key.ExpirationTime?.ToUniversalTime());
    }

    [Fact]
    public async Task List_is_complete_wherever_its_blocks_end()
    {
        string key = Wire.KeyWith("""
            "expirationTime":"2026-07-01T00:00:00","scopes":[":user",":administrator"],"later":{"deep":[1,{"a":2}]},"alias":"ü"
            """);
        for (int shift = 0; shift <= key.Length; shift++)
        {
            string before = "{\"before\":\"" + new string('x', 65_536 - 100 - shift) + "\",\"items\":[";
            RouteTable service = new RouteTable().On(
                "GET /v0/organizations/org-123/api-key", before + key + " , " + key + "],\"after\":[{}]}\n");
            IReadOnlyList<ApiKey> keys = await new TestClient(service).Api.ListAsync("org-123", null, default);
            Assert.Equal(2, keys.Count);
            Assert.All(keys, each => Assert.Equal(
                "HMiFAgQeNb user-123 ü :user :administrator", $"{each} {each.UserId} {each.Alias} {string.Join(" ", each.Scopes)}"));
        }
    }

    [Fact]
    public async Task Get_with_an_empty_response_is_KeyNotFound()
    {
        RouteTable service = new RouteTable().On("GET /v0/organizations/org-123/api-key/HMiFAgQeNb", "{}");
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
            () => new TestClient(service).Api.GetAsync("org-123", "HMiFAgQeNb", default));
        Assert.Equal(WhylabsErrorId.KeyNotFound, error.ErrorId);
        Assert.Contains("HMiFAgQeNb", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is not usable.")]
    [InlineData("null", "The body is not a JSON object.")]
    [InlineData("<html></html>", "is not usable.")]
    [InlineData("[]", "The body is not a JSON object.")]
    [InlineData("{}", "The body has no list of keys.")]
    [InlineData("{\"items\":null}", "The property items of the body is not usable.")]
    [InlineData("{\"items\":{}}", "The property items of the body is not usable.")]
    [InlineData("{\"items\":[null]}", "A key is not an object.")]
    [InlineData("{\"items\":[1]}", "A key is not an object.")]
    [InlineData("{\"items\":[{\"keyId\":\"a\"}]}", "A key has no orgId.")]
    [InlineData("{\"items\":[" + Wire.Key + "]", "is not usable.")]
    [InlineData("{\"items\":[" + Wire.Key + ",{\"keyId\":\"b", "is not usable.")]
    [InlineData("{\"items\":[" + Wire.Key + "]}}", "is not usable.")]
    [InlineData("{\"items\":[{\"keyId\":\"a\",\"orgId\":\"org-123\",\"userId\":\"u\",\"creationTime\":1780000000}]}", "A timestamp")]
    [InlineData("""{"items":[{"keyId":7,"orgId":"org-123","userId":"u","creationTime":"2024-02-01T10:00:00"}]}""", "is not usable.")]
    [InlineData(
        """{"items":[{"keyId":"a","orgId":"org-123","userId":"u","creationTime":"2024-02-01T10:00:00","revoked":"no"}]}""",
        "is not usable.")]
    public async Task List_that_is_invalid_or_incomplete_is_InvalidResponse(string json, string reason)
    {
        RouteTable service = new RouteTable().On("GET /v0/organizations/org-123/api-key", json);
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
            () => new TestClient(service).Api.ListAsync("org-123", null, default));
        Assert.Equal(WhylabsErrorId.InvalidResponse, error.ErrorId);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Single(service.Requests);
    }

    [Theory]
    [InlineData(Wire.Key, "The response does not confirm that the key is revoked.")]
    [InlineData("{}", "A key has no keyId.")]
    [InlineData("""{"keyId":"another","orgId":"org-123","userId":"user-123","revoked":true}""", "about another key, another.")]
    public async Task Revoke_without_confirmation_is_InvalidResponse(string json, string reason)
    {
        RouteTable service = new RouteTable().On("DELETE /v0/organizations/org-123/api-key?user_id=user-123&key_id=HMiFAgQeNb", json);
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
            () => new TestClient(service).Api.RevokeAsync("org-123", "user-123", "HMiFAgQeNb", default));
        Assert.Equal(WhylabsErrorId.InvalidResponse, error.ErrorId);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_without_a_secret_has_an_unknown_outcome()
    {
        RouteTable service = new RouteTable().On("POST /v0/organizations/org-123/api-key?user_id=user-123", Wire.Key)
            .On("GET /v0/organizations/org-123/api-key?user_id=user-123", Wire.List());
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
            () => new TestClient(service).Api.CreateAsync(new CreateApiKeyRequest("org-123", "user-123", []), default));
        Assert.Equal(WhylabsErrorId.CreateOutcomeUnknown, error.ErrorId);
        Assert.Single(service.Requests, request => request.Line.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_by_user_with_keys_of_other_users_is_InvalidResponse()
    {
        RouteTable service = new RouteTable().On("GET /v0/organizations/org-123/api-key?user_id=bob", Wire.List(Wire.Key));
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
            () => new TestClient(service).Api.ListAsync("org-123", "bob", default));
        Assert.Equal(WhylabsErrorId.InvalidResponse, error.ErrorId);
        Assert.Contains("The response has keys of other users than the requested one.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("userId")]
    [InlineData("creationTime")]
    public async Task V0_key_without_owner_or_creation_time_is_InvalidResponse(string missing)
    {
        const string Keys = "/v0/organizations/org-123/api-key";
        string key = Wire.KeyWith($"\"revoked\":true,\"key\":\"{Wire.Secret}\"").Replace(missing, "other", StringComparison.Ordinal);
        RouteTable service = new RouteTable()
            .On($"GET {Keys}", Wire.List(key))
            .On($"GET {Keys}?user_id=user-123", Wire.List(key))
            .On($"GET {Keys}/HMiFAgQeNb", $$"""{"key":{{key}}}""")
            .On($"DELETE {Keys}?user_id=user-123&key_id=HMiFAgQeNb", key);
        IWhylabsApiKeyClient api = new TestClient(service).Api;
        Func<Task>[] calls =
        [
            () => api.ListAsync("org-123", null, default),
            () => api.ListAsync("org-123", "user-123", default),
            () => api.GetAsync("org-123", "HMiFAgQeNb", default),
            () => api.RevokeAsync("org-123", "user-123", "HMiFAgQeNb", default),
        ];
        foreach (Func<Task> call in calls)
        {
            WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(call);
            Assert.Equal(WhylabsErrorId.InvalidResponse, error.ErrorId);
            Assert.Contains($"A key has no {missing}.", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Message_shows_text_of_a_response_as_one_short_line()
    {
        string evil = "\u001b[31mred\nVERBOSE: fake" + new string('x', 3000);
        RouteTable service = new RouteTable().On(
            "GET /v0/organizations/org-123/api-key/k",
            $$$"""{"key":{"keyId":{{{JsonSerializer.Serialize(evil)}}},"orgId":"o","userId":"u","creationTime":"2026-05-01T10:00:00"}}""");
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
            () => new TestClient(service).Api.GetAsync("org-123", "k", default));
        Assert.DoesNotContain(error.Message, char.IsControl);
        Assert.True(error.Message.Length < 1000);
    }

    private static DateTime Utc(int year, int month, int day, int hour) => new(year, month, day, hour, 0, 0, DateTimeKind.Utc);

    private static Task<ApiKey> GetAsync(string json)
    {
        RouteTable service = new RouteTable().On("GET /v0/organizations/org-123/api-key/HMiFAgQeNb", $$"""{"key":{{json}}}""");
        return new TestClient(service).Api.GetAsync("org-123", "HMiFAgQeNb", default);
    }
}
