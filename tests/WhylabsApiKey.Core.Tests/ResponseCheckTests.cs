using WhylabsApiKey.Core.Memory;
using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>Tests complete responses that do not match their request.</summary>
public class ResponseCheckTests
{
    private const string Keys = "/v0/organizations/org-123/api-key";
    private const string RequestedProperties =
        "\"creationTime\":\"2026-06-01T12:00:00\",\"expirationTime\":\"2026-07-01T12:00:00\","
        + "\"scopes\":[\":user\",\":b\"],\"alias\":\"ci\"";
    private const string OwnSecret = "new0000001.secret:org-123";

    private static readonly CreateApiKeyRequest Request =
        new("org-123", "bob", [":b", ":user"], "ci", new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));

    public static TheoryData<string, string> Lists => new()
    {
        { ",\"orgId\":\"org-123\",\"userId\":\"bob\"", "" },
        { ",\"orgId\":\"org-999\",\"userId\":\"bob\"", "org-999" },
        { ",\"orgId\":\"ORG-123\",\"userId\":\"bob\"", "ORG-123" },
        { ",\"orgId\":\"org-123\",\"userId\":\"Bob\"", "other users" },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task List_get_and_revoke_refuse_keys_of_another_organization_or_owner(string identity, string reason)
    {
        string key = $$"""{"keyId":"k"{{identity}},"creationTime":"2026-05-01T10:00:00"}""";
        RouteTable service = new RouteTable()
            .On($"GET {Keys}?user_id=bob", Wire.List(key))
            .On($"GET {Keys}", Wire.List(key))
            .On($"GET {Keys}/k", $$"""{"key":{{key}}}""")
            .On($"DELETE {Keys}?user_id=bob&key_id=k", key[..^1] + ",\"revoked\":true}");
        IWhylabsApiKeyClient api = new TestClient(service).Api;
        bool isOwner = reason == "other users";
        await AssertOutcomeAsync(reason, () => api.ListAsync("org-123", "bob", default));
        await AssertOutcomeAsync(reason, () => api.RevokeAsync("org-123", "bob", "k", default));
        await AssertOutcomeAsync(isOwner ? "" : reason, () => api.ListAsync("org-123", null, default));
        await AssertOutcomeAsync(isOwner ? "" : reason, () => api.GetAsync("org-123", "k", default));
        Assert.Equal(4, service.Requests.Count);
    }

    [Theory]
    [InlineData("org-900", "org-900", true)]
    [InlineData("org-900", "org-123", false)]
    [InlineData(null, "org-123", true)]
    [InlineData(null, "org-900", false)]
    public async Task V1_response_is_checked_against_the_specified_or_calling_organization(string? named, string got, bool isAccepted)
    {
        string key = $$"""{"keyId":"k","orgId":"{{got}}"}""";
        RouteTable service = new RouteTable()
            .On("GET /v1/api-key", Wire.List(key))
            .On("DELETE /v1/api-key?key_id=k", key[..^1] + ",\"revoked\":true}");
        IWhylabsApiKeyClient api = new TestClient(service, version: ApiVersion.V1).Api;
        string reason = isAccepted ? "" : got;
        await AssertOutcomeAsync(reason, () => api.ListAsync(named, null, default));
        await AssertOutcomeAsync(reason, () => api.GetAsync(named, "k", default));
        await AssertOutcomeAsync(reason, () => api.RevokeAsync(named, null, "k", default));
    }

    [Fact]
    public async Task Response_of_any_organization_is_accepted_without_an_organization_in_request_and_token()
    {
        RouteTable service = new RouteTable().On("GET /v1/api-key", Wire.List("""{"keyId":"k","orgId":"org-900"}"""));
        var client = new TestClient(service, token: TestClient.Token.Split(':')[0], version: ApiVersion.V1);
        Assert.Single(await client.Api.ListAsync(null, null, default));
    }

    [Fact]
    public async Task List_that_is_refused_does_not_mark_its_keys_as_fresh()
    {
        string other = """{"keyId":"k2","orgId":"org-9","userId":"bob","creationTime":"2026-06-01T12:00:00"}""";
        string own = other.Replace("k2", "k1", StringComparison.Ordinal).Replace("org-9", "org-123", StringComparison.Ordinal);
        RouteTable service = new RouteTable().On($"GET {Keys}", Wire.List(own, other)).On($"GET {Keys}/k1", "{}");
        var client = new TestClient(service);
        await AssertOutcomeAsync("org-9", () => client.Api.ListAsync("org-123", null, default));
        await AssertOutcomeAsync("does not exist", () => client.Api.GetAsync("org-123", "k1", default), WhylabsErrorId.KeyNotFound);
        Assert.Equal(2, service.Requests.Count);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("12:00:00\",\"sc", "11:59:59.001\",\"sc")]
    [InlineData("[\":user\",\":b\"]", "[\":b\",\":user\",\":user\"]")]
    [InlineData("\"alias\":\"ci\"", "\"alias\":\"ci\",\"later\":1")]
    [InlineData(OwnSecret, "new0000001.secret")]
    public async Task Create_returns_a_key_that_matches_the_request(string part, string other) =>
        Assert.Equal("new0000001", (await CreateAsync(Change(part, other))).KeyId);

    [Theory]
    [InlineData("org-123\",\"userId", "org-999\",\"userId", "orgId (requested: org-123; received: org-999)")]
    [InlineData("\"bob\"", "\"eve\"", "userId (requested: bob; received: eve)")]
    [InlineData(
        "[\":user\",\":b\"]", "[\":user\",\":b\",\":administrator\"]", "scopes (requested: :b :user; received: :user :b :administrator)")]
    [InlineData("[\":user\",\":b\"]", "[\":user\"]", "scopes (requested: :b :user; received: :user)")]
    [InlineData("[\":user\",\":b\"]", "null", "received: none")]
    [InlineData("[\":user\",\":b\"]", "[\":User\",\":b\"]", "received: :User :b")]
    [InlineData("\"2026-07-01T12:00:00\"", "\"2026-07-01T12:00:00.001\"", "received: 2026-07-01T12:00:00.001Z")]
    [InlineData("\"2026-07-01T12:00:00\"", "\"2026-07-01T11:59:58.999\"", "received: 2026-07-01T11:59:58.999Z")]
    [InlineData("\"2026-07-01T12:00:00\"", "null", "expirationTime (requested: 2026-07-01T12:00:00.000Z; received: none)")]
    [InlineData("\"2026-07-01T12:00:00\"", "\"2026-06-01T12:00:00\"", "status (requested: Active; received: Expired)")]
    [InlineData("\"alias\":\"ci\"", "\"alias\":\"CI\"", "alias (requested: ci; received: CI)")]
    [InlineData("\"alias\":\"ci\"", "\"alias\":\"\"", "alias (requested: ci; received: none)")]
    [InlineData("\"alias\":\"ci\"", "\"alias\":\"ci\",\"revoked\":true", "revoked (requested: false; received: true)")]
    [InlineData("\"alias\":\"ci\"", "\"alias\":\"ci\",\"resourceId\":\"model-1\"", "resourceId (requested: none; received: model-1)")]
    [InlineData(
        OwnSecret,
        "new0000002.secret:org-123",
        "key (requested: the secret of new0000001 in org-123; received: the secret of new0000002)")]
    [InlineData(OwnSecret, "new0000001.secret:org-999", "another secret")]
    [InlineData(OwnSecret, "new0000001.", "another secret")]
    [InlineData(OwnSecret, "new0000001", "another secret")]
    [InlineData("new0000001", "AbCdEfGh12", "keyId (requested: a new one; received: that of the calling key)")]
    public async Task Create_that_differs_is_an_error_with_the_key_and_the_difference(string part, string other, string difference)
    {
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(() => CreateAsync(Change(part, other)));
        Assert.Equal(WhylabsErrorId.CreatedKeyDiffers, error.ErrorId);
        Assert.NotNull(error.CreatedKey);
        Assert.Contains($"API key {error.CreatedKey.KeyId}", error.Message, StringComparison.Ordinal);
        Assert.Contains(difference, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(".secret", error.ToString(), StringComparison.Ordinal);
        if (difference.StartsWith("keyId", StringComparison.Ordinal))
            Assert.False(error.CreatedKey.HasNewId);
        Assert.Equal(!difference.StartsWith("orgId", StringComparison.Ordinal)
            && !difference.StartsWith("userId", StringComparison.Ordinal), error.CreatedKey.IsOfOwner);
        Assert.Equal(1, error.Attempts);
        Assert.NotNull(error.RequestId);
    }

    [Theory]
    [InlineData("12:00:00", true)]
    [InlineData("12:00:15", true)]
    [InlineData("11:59:45", true)]
    [InlineData("11:59:30", false)]
    [InlineData("12:00:30", false)]
    public async Task Create_that_differs_reports_whether_the_request_created_the_key(string time, bool expected)
    {
        string key = Change("T12:00:00\",\"exp", $"T{time}\",\"exp").Replace("bob", "eve", StringComparison.Ordinal);
        Assert.Equal(expected, (await Assert.ThrowsAsync<WhylabsApiException>(() => CreateAsync(key))).CreatedKey!.IsMadeByRequest);
    }

    [Fact]
    public async Task Create_that_differs_does_not_mark_the_key_as_delivered()
    {
        string keyId = "differing1";
        string key = Change("new0000001", keyId);
        WhylabsApiException first = await Assert.ThrowsAsync<WhylabsApiException>(
            () => CreateAsync(key.Replace("bob", "eve", StringComparison.Ordinal)));
        Assert.True(first.CreatedKey!.HasNewId);
        Assert.False(DeliveredKeys.Contains(Key(keyId)));
        await CreateAsync(key);
        Assert.True(DeliveredKeys.Contains(Key(keyId)));
        WhylabsApiException again = await Assert.ThrowsAsync<WhylabsApiException>(
            () => CreateAsync(key.Replace("bob", "eve", StringComparison.Ordinal)));
        Assert.False(again.CreatedKey!.HasNewId);
    }

    private static ApiKey Key(string keyId) =>
        new(keyId, "o", "u", FakeClock.Noon, new Observation(FakeClock.Noon, "r", new Uri("https://songbird.example.com")));

    private static string Change(string part, string other)
    {
        string key = $$"""{"keyId":"new0000001","orgId":"org-123","userId":"bob",{{RequestedProperties}},"key":"{{OwnSecret}}"}""";
        Assert.Contains(part, key, StringComparison.Ordinal);
        return part.Length == 0 ? key : key.Replace(part, other, StringComparison.Ordinal);
    }

    private static Task<ApiKey> CreateAsync(string response)
    {
        RouteTable service = new RouteTable().On(
            $"POST {Keys}?user_id=bob&expiration_time=1782907200000&scopes=%3Ab&scopes=%3Auser&alias=ci", response);
        return new TestClient(service).Api.CreateAsync(Request, default);
    }

    // If the reason is empty, the call must succeed.
    private static async Task AssertOutcomeAsync(string reason, Func<Task> call, WhylabsErrorId errorId = WhylabsErrorId.InvalidResponse)
    {
        if (reason.Length == 0)
        {
            await call();
            return;
        }

        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(call);
        Assert.Equal(errorId, error.ErrorId);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }
}
