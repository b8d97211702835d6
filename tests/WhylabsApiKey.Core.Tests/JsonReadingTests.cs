using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>Tests responses with duplicate properties and unreadable timestamps. The clock is fixed at noon of 2026-06-01.</summary>
public class JsonReadingTests
{
    private const string ListRequest = "GET /v0/organizations/org-123/api-key";

    public static TheoryData<string> Properties =>
    [
        "\"keyId\":\"HMiFAgQeNb\"", "\"orgId\":\"org-123\"", "\"userId\":\"user-123\"", "\"creationTime\":\"2026-05-01T10:00:00\"",
        "\"expirationTime\":null", "\"lastUsedTime\":null", "\"scopes\":[]", "\"alias\":\"\"", "\"revoked\":false", "\"revoked\":true",
        "\"key\":null", "\"resourceId\":null",
    ];

    [Theory]
    [MemberData(nameof(Properties))]
    public async Task Key_with_a_duplicate_property_is_InvalidResponse(string property)
    {
        string once = Wire.Key.Contains(property, StringComparison.Ordinal) ? Wire.Key : Wire.KeyWith(property);
        Assert.Single(await ListAsync(new RouteTable().On(ListRequest, Wire.List(once))));
        string escaped = property.Replace("\"r", "\"\\u0072", StringComparison.Ordinal);
        foreach (string twice in (string[])[$"{once[..^1]},{property}}}", $"{once[..^1]},{escaped}}}"])
        {
            WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
                () => ListAsync(new RouteTable().On(ListRequest, Wire.List(Wire.Key, twice))));
            Assert.Equal(WhylabsErrorId.InvalidResponse, error.ErrorId);
            Assert.Contains("twice", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("userId")]
    [InlineData("email")]
    [InlineData("orgId")]
    public async Task Member_with_a_duplicate_property_is_InvalidResponse(string property)
    {
        const string Request = "GET /v0/membership/org/org-123?include_claims=true";
        string list = "{\"memberships\":[{\"orgId\":\"org-123\",\"userId\":\"u\",\"email\":\"e\"}]}";
        Assert.Single(await new TestClient(new RouteTable().On(Request, list)).Api.ListMembersAsync("org-123", default));
        string twice = list.Replace("{\"orgId", $"{{\"{property}\":\"x\",\"orgId", StringComparison.Ordinal);
        Assert.Equal(
            WhylabsErrorId.InvalidResponse,
            (await Assert.ThrowsAsync<WhylabsApiException>(
                () => new TestClient(new RouteTable().On(Request, twice)).Api.ListMembersAsync("org-123", default))).ErrorId);
    }

    [Fact]
    public async Task Members_of_another_organization_are_InvalidResponse()
    {
        RouteTable service = new RouteTable().On(
            "GET /v0/membership/org/org-123?include_claims=true", """{"memberships":[{"orgId":"org-999","userId":"u","email":"e"}]}""");
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
            () => new TestClient(service).Api.ListMembersAsync("org-123", default));
        Assert.Contains("org-999", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("")]
    [InlineData("0000-01-01T00:00:00")]
    [InlineData("-0001-01-01T00:00:00")]
    [InlineData("-10000-01-01T00:00:00")]
    [InlineData("+garbage")]
    [InlineData("+10000-garbage")]
    [InlineData("+10000-13-01T00:00:00")]
    [InlineData("+9999-01-01T00:00:00")]
    [InlineData("+010000-01-01T00:00:00")]
    [InlineData("+1e400-01-01T00:00:00")]
    [InlineData("2026-02-30T00:00:00")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    public async Task Key_with_an_unreadable_timestamp_is_not_expired_old_or_unused(string time)
    {
        string key = """{"keyId":"odd","orgId":"org-123","userId":"user-123","creationTime":"T","expirationTime":"T","lastUsedTime":"T"}"""
            .Replace("\"T\"", $"\"{time}\"", StringComparison.Ordinal);
        var client = new TestClient(new RouteTable().On(ListRequest, Wire.List(key, Wire.Key)));
        IReadOnlyList<ApiKey> keys = await client.Api.ListAsync("org-123", null, default);
        Assert.Equal(["odd", "HMiFAgQeNb"], keys.Select(each => each.KeyId));
        ApiKey odd = keys[0];
        Assert.Equal((false, false, ApiKeyStatus.Active), (odd.Expired, odd.NeverExpires, odd.Status));
        Assert.True(odd.ExpiresInDays > 36_500);
        Assert.True(odd.CreationTime > DateTime.Now && odd.ExpirationTime > DateTime.Now && odd.LastUsedTime > DateTime.Now);
        Assert.Equal(0, odd.IdleDays);
        Assert.Null(odd.Lifetime);
        Assert.False(odd.IsMadeByItsRequest);
        (MessageKind _, string text) = Assert.Single(client.Sink.Messages, message => message.Kind == MessageKind.Warning);
        Assert.Contains("odd", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("+10000-01-01T00:00:00")]
    [InlineData("+55840-02-29T23:59:59.999")]
    [InlineData("+292278994-08-17T07:12:55Z")]
    public async Task Timestamp_with_a_year_beyond_9999_is_readable(string time)
    {
        var client = new TestClient(new RouteTable().On(ListRequest, Wire.List(Wire.KeyWith($"\"expirationTime\":\"{time}\""))));
        ApiKey key = Assert.Single(await client.Api.ListAsync("org-123", null, default));
        Assert.Equal((9999, UnreadableTimes.None), (key.ExpirationTime?.Year, key.UnreadableTimes));
        Assert.DoesNotContain(client.Sink.Messages, message => message.Kind == MessageKind.Warning);
    }

    [Theory]
    [InlineData("-0001-01-01T00:00:00", 0)]
    [InlineData("soon", 0)]
    [InlineData("soon", 1)]
    public async Task Create_with_an_unreadable_expiry_differs_from_the_request(string time, int days)
    {
        DateTimeOffset? expires = days == 0 ? null : new DateTimeOffset(FakeClock.Noon.AddDays(days));
        string query = days == 0 ? "" : "&expiration_time=1780401600000";
        RouteTable service = new RouteTable().On(
            $"POST /v0/organizations/org-123/api-key?user_id=user-123{query}",
            Wire.KeyWith($"\"expirationTime\":\"{time}\",\"key\":\"{Wire.Secret}\""));
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(() => new TestClient(service).Api.CreateAsync(
            new CreateApiKeyRequest("org-123", "user-123", [], null, expires), default));
        Assert.Equal(WhylabsErrorId.CreatedKeyDiffers, error.ErrorId);
    }

    private static Task<IReadOnlyList<ApiKey>> ListAsync(RouteTable service) =>
        new TestClient(service).Api.ListAsync("org-123", null, default);
}
