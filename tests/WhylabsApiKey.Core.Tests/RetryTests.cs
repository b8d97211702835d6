using System.Net;
using System.Net.Http.Headers;
using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>Tests which requests are retried, and after which delay.</summary>
public class RetryTests
{
    private const string ListRequest = "GET /v0/organizations/org-123/api-key";
    private const string CreateRequest = "POST /v0/organizations/org-123/api-key?user_id=user-123";
    private const string SearchRequest = "GET /v0/organizations/org-123/api-key?user_id=user-123";
    private static readonly HttpRequestException Refused = new(HttpRequestError.ConnectionError, "refused");
    private static readonly HttpRequestException Dropped =
        new(HttpRequestError.ResponseEnded, "dropped", new HttpIOException(HttpRequestError.ResponseEnded));

    public static TheoryData<int> TransientStatuses => [429, 500, 502, 503, 504, 408];

    [Theory]
    [MemberData(nameof(TransientStatuses))]
    public async Task List_is_retried_after_a_transient_status_until_it_succeeds(int status)
    {
        var client = new TestClient(new RouteTable().On(ListRequest, (HttpStatusCode)status).On(ListRequest, Refused)
            .On(ListRequest, Wire.List(Wire.Key)));
        Assert.Single(await client.Api.ListAsync("org-123", null, default));
        Assert.Equal(2, client.Clock.Delays.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public async Task List_is_retried_at_most_MaximumRetryCount_times(int retries)
    {
        RouteTable service = new RouteTable().On(ListRequest, HttpStatusCode.ServiceUnavailable);
        var client = new TestClient(service, retries: retries);
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(() => client.Api.ListAsync("org-123", null, default));
        Assert.Equal(retries + 1, service.Requests.Count);
        Assert.Equal(retries + 1, error.Attempts);
    }

    [Fact]
    public async Task Retry_delays_double_with_jitter_up_to_a_maximum()
    {
        var client = new TestClient(new RouteTable().On(ListRequest, HttpStatusCode.ServiceUnavailable), retries: 8);
        await Assert.ThrowsAsync<WhylabsApiException>(() => client.Api.ListAsync("org-123", null, default));
        double[] ceilings = [0.5, 1, 2, 4, 8, 16, 20, 20];
        Assert.Equal(ceilings.Length, client.Clock.Delays.Count);
        Assert.All(ceilings.Zip(client.Clock.Delays), pair => Assert.InRange(pair.Second.TotalSeconds, pair.First / 2, pair.First));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(302)]
    [InlineData(407)]
    [InlineData(501)]
    public async Task List_is_not_retried_after_a_permanent_status(int status)
    {
        RouteTable service = new RouteTable().On(ListRequest, (HttpStatusCode)status);
        await Assert.ThrowsAsync<WhylabsApiException>(() => new TestClient(service).Api.ListAsync("org-123", null, default));
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task Retry_waits_for_Retry_After_in_seconds_or_as_a_date()
    {
        var client = new TestClient(new RouteTable { Date = new DateTimeOffset(FakeClock.Noon) }
            .On(ListRequest, () => Busy(new RetryConditionHeaderValue(TimeSpan.FromSeconds(7))))
            .On(ListRequest, () => Busy(new RetryConditionHeaderValue(new DateTimeOffset(FakeClock.Noon.AddSeconds(11)))))
            .On(ListRequest, Wire.List()));
        await client.Api.ListAsync("org-123", null, default);
        Assert.Equal([TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(11)], client.Clock.Delays);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Retry_After_date_is_compared_with_the_clock_of_the_service_and_can_be_past(int daysOff)
    {
        DateTime now = FakeClock.Noon.AddDays(daysOff);
        var client = new TestClient(new RouteTable { Date = new DateTimeOffset(now) }
            .On(ListRequest, () => Busy(new RetryConditionHeaderValue(new DateTimeOffset(now.AddSeconds(11)))))
            .On(ListRequest, () => Busy(new RetryConditionHeaderValue(new DateTimeOffset(now.AddSeconds(-11)))))
            .On(ListRequest, Wire.List()));
        await client.Api.ListAsync("org-123", null, default);
        Assert.Equal([TimeSpan.FromSeconds(11), TimeSpan.Zero], client.Clock.Delays);
    }

    [Fact]
    public async Task Create_is_retried_after_a_connect_timeout()
    {
        RouteTable service = new RouteTable().On(CreateRequest, new TaskCanceledException(null, new TimeoutException()))
            .On(CreateRequest, Wire.KeyWith($"\"key\":\"{Wire.Secret}\""));
        Assert.NotNull((await new TestClient(service).Api.CreateAsync(new CreateApiKeyRequest("org-123", "user-123", []), default)).Key);
    }

    [Fact]
    public async Task Create_is_not_retried_after_its_connection_closed()
    {
        RouteTable service = new RouteTable().On(CreateRequest, new TaskCanceledException()).On(SearchRequest, Wire.List());
        Assert.Equal(WhylabsErrorId.CreateOutcomeUnknown, (await FailToCreateAsync(service)).ErrorId);
        Assert.Single(service.Requests, request => request.Line == CreateRequest);
    }

    [Fact]
    public async Task Retry_After_over_a_minute_is_an_error_that_names_the_delay()
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
    public async Task Retry_After_out_of_range_is_not_retried(string wait)
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
        Assert.Empty(client.Clock.Delays);
    }

    [Fact]
    public async Task Create_is_retried_when_the_service_did_not_process_it()
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
    public async Task Create_is_not_retried_when_the_service_may_have_processed_it(int status)
    {
        RouteTable service = new RouteTable().On(CreateRequest, (HttpStatusCode)status).On(SearchRequest, Wire.List());
        Assert.Equal(WhylabsErrorId.CreateOutcomeUnknown, (await FailToCreateAsync(service)).ErrorId);
        Assert.Single(service.Requests, request => request.Line == CreateRequest);
    }

    [Fact]
    public async Task Create_is_not_retried_after_a_dropped_connection()
    {
        RouteTable service = new RouteTable().On(CreateRequest, Dropped).On(SearchRequest, Wire.List());
        Assert.Equal(WhylabsErrorId.CreateOutcomeUnknown, (await FailToCreateAsync(service)).ErrorId);
        Assert.Single(service.Requests, request => request.Line == CreateRequest);
    }

    [Fact]
    public async Task Retry_writes_one_verbose_line()
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
    public async Task Retry_delay_over_two_seconds_is_shown_as_progress(int seconds, bool isShown)
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
