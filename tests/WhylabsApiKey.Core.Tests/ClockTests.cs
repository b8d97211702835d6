using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>Tests expiry and idle days, and which clock they count from. The local clock is fixed at noon of 2026-06-01.</summary>
public class ClockTests
{
    private const string InThreeHours = "\"expirationTime\":\"2026-06-01T15:00:00\"";
    private const string ThreeHoursAgo = "\"expirationTime\":\"2026-06-01T09:00:00\"";
    private const string UsedYesterday = "\"lastUsedTime\":\"2026-05-31T12:00:00\"";

    [Theory]
    [InlineData(InThreeHours, false, 0.125)]
    [InlineData(ThreeHoursAgo, true, -0.125)]
    [InlineData("\"expirationTime\":\"2026-06-01T12:00:00\"", true, 0)]
    [InlineData("\"alias\":\"no expiry\"", false, double.PositiveInfinity)]
    public async Task ExpiresInDays_counts_days_until_the_expiry(string property, bool expired, double days)
    {
        ApiKey key = Assert.Single(await ListAsync(new RouteTable(), null, Wire.KeyWith(property)));
        Assert.Equal(expired, key.Expired);
        Assert.Equal(days, key.ExpiresInDays, 6);
        Assert.Equal(double.IsInfinity(days), key.NeverExpires);
        Assert.Equal(expired ? ApiKeyStatus.Expired : ApiKeyStatus.Active, key.Status);
    }

    [Fact]
    public async Task Year_beyond_9999_becomes_9999_and_does_not_fail_the_list()
    {
        string beyond = Wire.KeyWith("\"expirationTime\":\"+55840-01-01T00:00:00\"");
        IReadOnlyList<ApiKey> keys = await ListAsync(new RouteTable(), null, beyond, Wire.Key);
        Assert.Equal([9999, null], keys.Select(key => key.ExpirationTime?.Year));
        Assert.False(keys[0].Expired);
    }

    [Fact]
    public async Task Status_of_a_revoked_and_expired_key_is_Revoked()
    {
        ApiKey key = Assert.Single(await ListAsync(new RouteTable(), "user-123", Wire.KeyWith(ThreeHoursAgo + ",\"revoked\":true")));
        Assert.Equal(ApiKeyStatus.Revoked, key.Status);
        Assert.True(key.Expired);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-2)]
    public async Task Clock_difference_warns_once_and_the_earlier_clock_counts(int days)
    {
        var service = new RouteTable { Date = new DateTimeOffset(FakeClock.Noon.AddDays(days)) };
        var client = new TestClient(service.On("GET /v0/organizations/org-123/api-key", Wire.List(Wire.KeyWith(InThreeHours))));
        ApiKey key = Assert.Single(await client.Api.ListAsync("org-123", null, default));
        await client.Api.ListAsync("org-123", null, default);

        Assert.False(key.Expired);
        Assert.Equal(0.125 - Math.Min(days, 0), key.ExpiresInDays, 6);
        Assert.Equal(TimeSpan.FromDays(days), client.Api.ServiceTime?.Difference);
        Assert.Equal(FakeClock.Noon.AddDays(days), client.Api.ServiceTime?.Utc);
        (MessageKind _, string text) = Assert.Single(client.Sink.Messages, message => message.Kind == MessageKind.Warning);
        Assert.Contains("2880 minutes", text, StringComparison.Ordinal);
        Assert.Contains("the earlier of the two clocks", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9999)]
    public async Task Clock_at_the_limits_of_DateTime_does_not_throw(int year)
    {
        DateTime end = year == 1 ? DateTime.MinValue : DateTime.MaxValue;
        var odd = DateTime.SpecifyKind(end, DateTimeKind.Utc);
        foreach (bool isLocal in (bool[])[true, false])
        {
            RouteTable service = new RouteTable { Date = new DateTimeOffset(isLocal ? FakeClock.Noon : odd) }
                .On("GET /v0/organizations/org-123/api-key", Wire.List(Wire.KeyWith(InThreeHours)))
                .On("GET /v0/organizations/org-123/api-key?user_id=user-123", Wire.List(Wire.KeyWith(InThreeHours)))
                .On("POST /v0/organizations/org-123/api-key?user_id=user-123", System.Net.HttpStatusCode.BadGateway);
            var client = new TestClient(service);
            if (isLocal)
                client.Clock.Now = odd;
            ApiKey key = Assert.Single(await client.Api.ListAsync("org-123", null, default));
            Assert.False(key.Expired);
            Assert.True(key.ExpiresInDays > 0);
            Assert.NotNull(client.Api.ServiceTime);
            WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
                () => client.Api.CreateAsync(new CreateApiKeyRequest("org-123", "user-123", []), default));
            Assert.Equal(WhylabsErrorId.CreateOutcomeUnknown, error.ErrorId);
        }
    }

    [Fact]
    public async Task Cached_response_does_not_warn_of_a_clock_difference()
    {
        RouteTable service = new RouteTable { Date = new DateTimeOffset(FakeClock.Noon.AddHours(-6)) }.On(
            "GET /v0/organizations/org-123/api-key",
            () => new System.Net.Http.HttpResponseMessage
            {
                Content = new StringContent(Wire.List(Wire.KeyWith(InThreeHours))),
                Headers = { Age = TimeSpan.FromHours(6) },
            });
        var client = new TestClient(service);
        Assert.Equal(0.125, Assert.Single(await client.Api.ListAsync("org-123", null, default)).ExpiresInDays, 6);
        Assert.DoesNotContain(client.Sink.Messages, message => message.Kind == MessageKind.Warning);
        Assert.Null(client.Api.ServiceTime);
    }

    [Fact]
    public async Task Local_clock_counts_without_a_Date_header()
    {
        var client = new TestClient(new RouteTable().On("GET /v0/organizations/org-123/api-key", Wire.List(Wire.KeyWith(InThreeHours))));
        Assert.Equal(0.125, Assert.Single(await client.Api.ListAsync("org-123", null, default)).ExpiresInDays, 6);
        Assert.Null(client.Api.ServiceTime);
    }

    [Fact]
    public async Task Small_clock_difference_does_not_warn()
    {
        var service = new RouteTable { Date = new DateTimeOffset(FakeClock.Noon.AddMinutes(4)) };
        var client = new TestClient(service.On("GET /v0/organizations/org-123/api-key", Wire.List()));
        await client.Api.ListAsync("org-123", null, default);
        Assert.DoesNotContain(client.Sink.Messages, message => message.Kind == MessageKind.Warning);
    }

    [Fact]
    public async Task IdleDays_counts_from_the_last_use_or_else_from_the_creation()
    {
        IReadOnlyList<ApiKey> keys = await ListAsync(new RouteTable(), null, Wire.KeyWith(UsedYesterday), Wire.Key);
        Assert.Equal(1, keys[0].IdleDays!.Value, 6);
        Assert.Equal(31 + (2 / 24.0), keys[1].IdleDays!.Value, 6);
    }

    [Fact]
    public async Task IdleDays_is_never_negative() =>
        Assert.Equal(
            0, Assert.Single(await ListAsync(new RouteTable(), null, Wire.KeyWith("\"lastUsedTime\":\"2026-06-01T12:00:01\""))).IdleDays);

    [Fact]
    public async Task IdleDays_is_null_when_no_key_has_a_last_use() =>
        Assert.All(await ListAsync(new RouteTable(), null, Wire.Key, Wire.Key), key => Assert.Null(key.IdleDays));

    [Fact]
    public async Task IdleDays_is_null_in_the_list_of_a_user() =>
        Assert.All(await ListAsync(new RouteTable(), "user-123", Wire.Key, Wire.Key), key => Assert.Null(key.IdleDays));

    [Theory]
    [InlineData(Wire.Key, null)]
    [InlineData("""{"keyId":"HMiFAgQeNb","orgId":"org-123","userId":"u","creationTime":"2026-05-01T10:00",""" + UsedYesterday + "}", 1.0)]
    public async Task IdleDays_of_a_look_up_counts_only_from_a_last_use(string json, double? days)
    {
        RouteTable service = new RouteTable().On("GET /v0/organizations/org-123/api-key/HMiFAgQeNb", $$"""{"key":{{json}}}""");
        Assert.Equal(days, (await new TestClient(service).Api.GetAsync("org-123", "HMiFAgQeNb", default)).IdleDays);
    }

    private static Task<IReadOnlyList<ApiKey>> ListAsync(RouteTable service, string? userId, params string[] keys)
    {
        string query = userId is null ? "" : $"?user_id={userId}";
        service.On($"GET /v0/organizations/org-123/api-key{query}", Wire.List(keys));
        return new TestClient(service).Api.ListAsync("org-123", userId, default);
    }
}
