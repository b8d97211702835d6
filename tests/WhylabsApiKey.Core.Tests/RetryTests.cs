using System.Net;
using System.Net.Http.Headers;
using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>What is sent again, after which wait, and what never is.</summary>
public class RetryTests
{
    private const string ListRequest = "GET /v0/organizations/org-123/api-key";
    private const string CreateRequest = "POST /v0/organizations/org-123/api-key?user_id=user-123";
    private const string LookRequest = "GET /v0/organizations/org-123/api-key?user_id=user-123";
    private static readonly HttpRequestException Refused = new(HttpRequestError.ConnectionError, "refused");
    private static readonly HttpRequestException Dropped =
        new(HttpRequestError.ResponseEnded, "dropped", new HttpIOException(HttpRequestError.ResponseEnded));

    public static TheoryData<int> TransientStatuses => [429, 500, 502, 503, 504, 408];

    [Theory]
    [MemberData(nameof(TransientStatuses))]
    public async Task A_read_is_tried_again_until_it_succeeds(int status)
    {
        var client = new TestClient(new RouteTable().On(ListRequest, (HttpStatusCode)status).On(ListRequest, Refused)
            .On(ListRequest, Wire.List(Wire.Key)));
        Assert.Single(await client.Api.ListAsync("org-123", null, default));
        Assert.Equal(2, client.Clock.Waits.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public async Task The_number_of_retries_is_kept(int retries)
    {
        RouteTable service = new RouteTable().On(ListRequest, HttpStatusCode.ServiceUnavailable);
        var client = new TestClient(service, retries: retries);
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(() => client.Api.ListAsync("org-123", null, default));
        Assert.Equal(retries + 1, service.Requests.Count);
        Assert.Equal(retries + 1, error.Attempts);
    }

    [Fact]
    public async Task Waits_double_with_jitter_up_to_a_cap()
    {
        var client = new TestClient(new RouteTable().On(ListRequest, HttpStatusCode.ServiceUnavailable), retries: 8);
        await Assert.ThrowsAsync<WhylabsApiException>(() => client.Api.ListAsync("org-123", null, default));
        double[] ceilings = [0.5, 1, 2, 4, 8, 16, 20, 20];
        Assert.Equal(ceilings.Length, client.Clock.Waits.Count);
        Assert.All(ceilings.Zip(client.Clock.Waits), pair => Assert.InRange(pair.Second.TotalSeconds, pair.First / 2, pair.First));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(302)]
    [InlineData(407)]
    [InlineData(501)]
    public async Task What_will_not_change_is_not_tried_again(int status)
    {
        RouteTable service = new RouteTable().On(ListRequest, (HttpStatusCode)status);
        await Assert.ThrowsAsync<WhylabsApiException>(() => new TestClient(service).Api.ListAsync("org-123", null, default));
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task The_wait_that_the_service_asks_for_is_kept_in_seconds_and_as_a_date()
    {
        var client = new TestClient(new RouteTable { Date = new DateTimeOffset(FakeClock.Noon) }
            .On(ListRequest, () => Busy(new RetryConditionHeaderValue(TimeSpan.FromSeconds(7))))
            .On(ListRequest, () => Busy(new RetryConditionHeaderValue(new DateTimeOffset(FakeClock.Noon.AddSeconds(11)))))
            .On(ListRequest, Wire.List()));
        await client.Api.ListAsync("org-123", null, default);
        Assert.Equal([TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(11)], client.Clock.Waits);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_date_to_wait_for_is_read_by_the_services_clock_and_may_be_over(int daysOff)
    {
        DateTime now = FakeClock.Noon.AddDays(daysOff);
        var client = new TestClient(new RouteTable { Date = new DateTimeOffset(now) }
            .On(ListRequest, () => Busy(new RetryConditionHeaderValue(new DateTimeOffset(now.AddSeconds(11)))))
            .On(ListRequest, () => Busy(new RetryConditionHeaderValue(new DateTimeOffset(now.AddSeconds(-11)))))
            .On(ListRequest, Wire.List()));
        await client.Api.ListAsync("org-123", null, default);
        Assert.Equal([TimeSpan.FromSeconds(11), TimeSpan.Zero], client.Clock.Waits);
    }

    [Fact]
    public async Task A_create_that_found_no_connection_in_time_is_sent_again()
    {
        RouteTable service = new RouteTable().On(CreateRequest, new TaskCanceledException(null, new TimeoutException()))
            .On(CreateRequest, Wire.KeyWith($"\"key\":\"{Wire.Secret}\""));
        Assert.NotNull((await new TestClient(service).Api.CreateAsync(new CreateApiKeyRequest("org-123", "user-123", []), default)).Key);
    }

    [Fact]
    public async Task A_create_whose_connection_is_closed_under_it_is_not_sent_again()
    {
        RouteTable service = new RouteTable().On(CreateRequest, new TaskCanceledException()).On(LookRequest, Wire.List());
        Assert.Equal(WhylabsErrorId.CreateOutcomeUnknown, (await FailToCreateAsync(service)).ErrorId);
        Assert.Single(service.Requests, request => request.Line == CreateRequest);
    }

    [Fact]
    public async Task A_wait_of_more_than_a_minute_is_left_to_the_caller_who_is_told_how_long()
    {
        RouteTable service = new RouteTable().On(ListRequest, () => Busy(new RetryConditionHeaderValue(TimeSpan.FromSeconds(61))));
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
            () => new TestClient(service).Api.ListAsync("org-123", null, default));
        Assert.Single(service.Requests);
        Assert.Contains("61 s", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2147483648")]
    [InlineData("99999999999999999999999999")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    public async Task A_wait_beyond_the_limits_of_a_clock_is_a_long_one(string wait)
    {
        RouteTable service = new RouteTable().On(ListRequest, () =>
        {
            var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
            response.Headers.TryAddWithoutValidation("Retry-After", wait);
            return response;
        });
        var client = new TestClient(service);
        await Assert.ThrowsAsync<WhylabsApiException>(() => client.Api.ListAsync("org-123", null, default));
        Assert.Single(service.Requests);
        Assert.Empty(client.Clock.Waits);
    }

    [Fact]
    public async Task A_create_is_sent_again_when_it_was_certainly_not_processed()
    {
        RouteTable service = new RouteTable().On(CreateRequest, Refused).On(CreateRequest, HttpStatusCode.TooManyRequests)
            .On(CreateRequest, Wire.KeyWith($"\"key\":\"{Wire.Secret}\""));
        await new TestClient(service).Api.CreateAsync(new CreateApiKeyRequest("org-123", "user-123", []), default);
        Assert.Equal(3, service.Requests.Count);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(524)]
    [InlineData(408)]
    public async Task A_create_that_may_have_been_processed_is_sent_once(int status)
    {
        RouteTable service = new RouteTable().On(CreateRequest, (HttpStatusCode)status).On(LookRequest, Wire.List());
        Assert.Equal(WhylabsErrorId.CreateOutcomeUnknown, (await FailToCreateAsync(service)).ErrorId);
        Assert.Single(service.Requests, request => request.Line == CreateRequest);
    }

    [Fact]
    public async Task A_create_whose_connection_drops_is_sent_once()
    {
        RouteTable service = new RouteTable().On(CreateRequest, Dropped).On(LookRequest, Wire.List());
        Assert.Equal(WhylabsErrorId.CreateOutcomeUnknown, (await FailToCreateAsync(service)).ErrorId);
        Assert.Single(service.Requests, request => request.Line == CreateRequest);
    }

    [Fact]
    public async Task Each_retry_is_one_verbose_line()
    {
        var client = new TestClient(new RouteTable().On(ListRequest, HttpStatusCode.BadGateway).On(ListRequest, Wire.List()));
        await client.Api.ListAsync("org-123", null, default);
        Assert.Single(client.Sink.Messages, message => message.Text.Contains("Retrying in", StringComparison.Ordinal));
        Assert.Equal(2, client.Sink.Messages.Count(message => message.Text.StartsWith("GET ", StringComparison.Ordinal)));
    }

    private static Task<WhylabsApiException> FailToCreateAsync(RouteTable service) => Assert.ThrowsAsync<WhylabsApiException>(
        () => new TestClient(service).Api.CreateAsync(new CreateApiKeyRequest("org-123", "user-123", []), default));

    private static HttpResponseMessage Busy(RetryConditionHeaderValue wait) =>
        new(HttpStatusCode.ServiceUnavailable) { Headers = { RetryAfter = wait } };

    [Theory]
    [InlineData(30, true)]
    [InlineData(2, false)]
    public async Task A_wait_of_over_two_seconds_is_shown_as_progress(int seconds, bool isShown)
    {
        RouteTable service = new RouteTable().On(ListRequest, () =>
        {
            var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
            response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(seconds));
            return response;
        }).On(ListRequest, Wire.List());
        var client = new TestClient(service);
        await client.Api.ListAsync("org-123", null, default);
        string[] shown = [.. client.Sink.Messages.Where(message => message.Kind == MessageKind.Progress).Select(message => message.Text)];
        Assert.Equal(2, service.Requests.Count);
        Assert.Equal(isShown, shown.Length > 0);
        if (isShown)
            Assert.Matches(@"^The service has had too many requests\.|^Too many requests\..* Waiting 30 s\.$", shown[0]);
        Assert.Equal(isShown ? "" : null, shown.LastOrDefault());
    }
}
