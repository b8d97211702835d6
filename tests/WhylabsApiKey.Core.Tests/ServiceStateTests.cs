using System.Net;
using System.Net.Http.Headers;
using WhylabsApiKey.Core.Memory;
using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>Tests the state that requests of a process share: throttling, and fresh keys whose look-ups are retried.</summary>
public class ServiceStateTests
{
    private const string Keys = "/v0/organizations/org-123/api-key";
    private const string Revoke = "DELETE " + Keys + "?user_id=user-123&key_id=HMiFAgQeNb";
    private const string NotFound = "Resource ApiKey with ID HMiFAgQeNb not found.";

    [Fact]
    public async Task Throttling_of_one_request_delays_all_requests()
    {
        var first = new TestClient(new RouteTable().On($"GET {Keys}", () => Busy(7)), retries: 0);
        await Assert.ThrowsAsync<WhylabsApiException>(() => first.Api.ListAsync("org-123", null, default));
        Assert.Empty(first.Clock.Delays);

        var second = new TestClient(new RouteTable().On($"GET {Keys}", Wire.List()), sibling: first);
        await second.Api.ListAsync("org-123", null, default);
        Assert.Equal([TimeSpan.FromSeconds(7)], second.Clock.Delays);
        Assert.Contains("Waiting 7.0 s", second.Sink.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_After_over_a_minute_does_not_delay_other_requests()
    {
        var first = new TestClient(new RouteTable().On($"GET {Keys}", () => Busy(61)), retries: 0);
        await Assert.ThrowsAsync<WhylabsApiException>(() => first.Api.ListAsync("org-123", null, default));
        var second = new TestClient(new RouteTable().On($"GET {Keys}", Wire.List()), sibling: first);
        await second.Api.ListAsync("org-123", null, default);
        Assert.Empty(second.Clock.Delays);
    }

    [Fact]
    public async Task Throttled_request_is_not_retried_after_another_used_up_its_retries()
    {
        RouteTable service = new RouteTable().On($"GET {Keys}", HttpStatusCode.TooManyRequests);
        var first = new TestClient(service);
        Assert.Equal(4, (await Assert.ThrowsAsync<WhylabsApiException>(() => first.Api.ListAsync("org-123", null, default))).Attempts);
        var second = new TestClient(service, sibling: first);
        for (int time = 0; time < 3; time++)
        {
            WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
                () => second.Api.ListAsync("org-123", null, default));
            Assert.Equal((1, WhylabsErrorId.TooManyRequests), (error.Attempts, error.ErrorId));
        }

        await first.Clock.DelayAsync(TimeSpan.FromSeconds(30), default);
        Assert.Equal(4, (await Assert.ThrowsAsync<WhylabsApiException>(() => second.Api.ListAsync("org-123", null, default))).Attempts);
    }

    [Fact]
    public async Task Other_failure_does_not_extend_the_time_without_retries()
    {
        RouteTable service = new RouteTable().On($"GET {Keys}", HttpStatusCode.TooManyRequests)
            .On(Revoke, Wire.Error(NotFound, "ResourceNotFound"), HttpStatusCode.NotFound);
        var client = new TestClient(service);
        await Assert.ThrowsAsync<WhylabsApiException>(() => client.Api.ListAsync("org-123", null, default));
        await client.Clock.DelayAsync(TimeSpan.FromSeconds(20), default);
        await Assert.ThrowsAsync<WhylabsApiException>(() => client.Api.RevokeAsync("org-123", "user-123", "HMiFAgQeNb", default));
        await client.Clock.DelayAsync(TimeSpan.FromSeconds(10), default);
        Assert.Equal(4, (await Assert.ThrowsAsync<WhylabsApiException>(() => client.Api.ListAsync("org-123", null, default))).Attempts);
    }

    [Fact]
    public async Task Throttled_request_is_retried_again_after_a_success()
    {
        RouteTable service = new RouteTable().On($"GET {Keys}", HttpStatusCode.TooManyRequests)
            .On($"GET {Keys}", Wire.List()).On($"GET {Keys}", HttpStatusCode.TooManyRequests);
        var client = new TestClient(service, retries: 0);
        await Assert.ThrowsAsync<WhylabsApiException>(() => client.Api.ListAsync("org-123", null, default));
        await client.Api.ListAsync("org-123", null, default);
        var patient = new TestClient(service, sibling: client);
        Assert.Equal(4, (await Assert.ThrowsAsync<WhylabsApiException>(() => patient.Api.ListAsync("org-123", null, default))).Attempts);
    }

    [Fact]
    public void Longest_throttling_delay_wins()
    {
        var state = new ServiceState(new FakeClock());
        state.Throttle(TimeSpan.FromSeconds(30));
        state.Throttle(TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.FromSeconds(30), state.ThrottleDelay);
    }

    [Fact]
    public async Task Key_is_fresh_for_two_minutes_unless_it_is_revoked()
    {
        var clock = new FakeClock();
        var state = new ServiceState(clock);
        var observation = new Observation(FakeClock.Noon, "r", new Uri("https://songbird.example.com"));
        state.Update(new ApiKey("new", "o", "u", FakeClock.Noon, observation));
        state.Update(new ApiKey("revoked", "o", "u", FakeClock.Noon, observation) { Revoked = true });
        state.Update(new ApiKey("odd", "o", "u", DateTime.MaxValue, observation) { UnreadableTimes = UnreadableTimes.Creation });
        Assert.False(state.IsFresh("odd"));
        Assert.True(state.IsFresh("new"));
        Assert.False(state.IsFresh("revoked"));
        await clock.DelayAsync(TimeSpan.FromMinutes(2), default);
        Assert.False(state.IsFresh("new"));
    }

    [Theory]
    [InlineData(ApiVersion.V0, $"POST {Keys}?user_id=user-123", Revoke)]
    [InlineData(ApiVersion.V1, "POST /v1/api-key", "DELETE /v1/api-key?key_id=HMiFAgQeNb")]
    public async Task Look_up_of_a_created_key_is_retried_if_it_is_not_found(ApiVersion version, string create, string revoke)
    {
        RouteTable service = new RouteTable()
            .On(create, Fresh(",\"key\":\"HMiFAgQeNb.s\""))
            .On(revoke, Wire.Error(NotFound, "ResourceNotFound"), HttpStatusCode.NotFound)
            .On(revoke, Wire.Error(NotFound, "ResourceNotFound"), HttpStatusCode.NotFound)
            .On(revoke, Fresh(",\"revoked\":true"));
        var client = new TestClient(service, version: version);
        string? owner = version == ApiVersion.V0 ? "user-123" : null;
        await client.Api.CreateAsync(new CreateApiKeyRequest("org-123", owner, []), default);
        Assert.True((await client.Api.RevokeAsync("org-123", owner, "HMiFAgQeNb", default)).Revoked);
        Assert.Equal(3, service.Requests.Count(request => request.Line == revoke));
    }

    [Fact]
    public async Task Look_up_of_a_listed_fresh_key_is_retried_a_limited_number_of_times()
    {
        RouteTable service = new RouteTable()
            .On($"GET {Keys}", Wire.List(Fresh("")))
            .On($"GET {Keys}/HMiFAgQeNb", "{}");
        var client = new TestClient(service);
        await client.Api.ListAsync("org-123", null, default);
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
            () => client.Api.GetAsync("org-123", "HMiFAgQeNb", default));
        Assert.Equal(WhylabsErrorId.KeyNotFound, error.ErrorId);
        Assert.Equal(6, error.Attempts);
        Assert.InRange(client.Clock.Elapsed.TotalSeconds, 5, 10);
    }

    [Fact]
    public async Task Look_up_of_an_old_revoked_or_unknown_key_is_not_retried()
    {
        RouteTable service = new RouteTable()
            .On($"GET {Keys}", Wire.List(Wire.Key.Replace("HMiFAgQeNb", "old", StringComparison.Ordinal), Fresh("")))
            .On(Revoke, Fresh(",\"revoked\":true"))
            .On($"GET {Keys}/old", "{}").On($"GET {Keys}/HMiFAgQeNb", "{}").On($"GET {Keys}/unseen", "{}");
        var client = new TestClient(service);
        await client.Api.ListAsync("org-123", null, default);
        await client.Api.RevokeAsync("org-123", "user-123", "HMiFAgQeNb", default);
        foreach (string keyId in (string[])["old", "HMiFAgQeNb", "unseen"])
            Assert.Equal(1, (await Assert.ThrowsAsync<WhylabsApiException>(() => client.Api.GetAsync("org-123", keyId, default))).Attempts);
    }

    [Fact]
    public async Task Retry_does_not_start_more_than_five_minutes_after_the_first_attempt()
    {
        RouteTable service = new RouteTable().On($"GET {Keys}", HttpStatusCode.ServiceUnavailable);
        var client = new TestClient(service, retries: 100);
        await Assert.ThrowsAsync<WhylabsApiException>(() => client.Api.ListAsync("org-123", null, default));
        Assert.InRange(client.Clock.Elapsed.TotalMinutes, 4, 5);
    }

    private static HttpResponseMessage Busy(int seconds) =>
        new(HttpStatusCode.TooManyRequests) { Headers = { RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(seconds)) } };

    private static string Fresh(string more) =>
        Wire.Key.Replace("2026-05-01T10:00:00", "2026-06-01T11:59:30", StringComparison.Ordinal)[..^1] + more + "}";
}
