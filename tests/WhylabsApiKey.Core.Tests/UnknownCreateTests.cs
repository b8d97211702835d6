using System.Net;
using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>Tests the error for a create without a response. The clock is fixed at noon of 2026-06-01.</summary>
public class UnknownCreateTests
{
    private const string CreateRequest =
        "POST /v0/organizations/org-123/api-key?user_id=o%27neil&expiration_time=1782820800000&scopes=%3Auser&alias=ci";
    private const string SearchRequest = "GET /v0/organizations/org-123/api-key?user_id=o%27neil";
    private const string Match =
        """
        "userId":"o'neil","creationTime":"2026-06-01T12:00:00.5","expirationTime":"2026-06-30T12:00:00","scopes":[":user"],"alias":"ci"
        """;


    [Fact]
    public async Task Candidates_are_the_keys_created_since_then_best_match_first()
    {
        RouteTable service = GatewayTimeout().On(SearchRequest, Wire.List(
            Key("older", Match.Replace("T12:00:00.5", "T11:59:30", StringComparison.Ordinal)),
            Key("nothing", "\"userId\":\"o'neil\",\"creationTime\":\"2026-06-01T12:00:00.5\""),
            Key("otheralias", Match.Replace("\"ci\"", "\"c\"", StringComparison.Ordinal)),
            Key("otherscope", Match.Replace("[\":user\"", "[\":user\",\":administrator\"", StringComparison.Ordinal)
                .Replace(":00.5", ":01.5", StringComparison.Ordinal)),
            Key("otherexpiry", Match.Replace("06-30T12:00:00", "06-30T12:00:01", StringComparison.Ordinal)
                .Replace(":00.5", ":02.5", StringComparison.Ordinal)),
            Key("revoked", Match + ",\"revoked\":true"),
            Key("skewed", Match.Replace("T12:00:00.5", "T11:59:50", StringComparison.Ordinal)),
            Key("thatone", Match)));

        WhylabsApiException error = await CreateAsync(service);

        Assert.Equal(WhylabsErrorId.CreateOutcomeUnknown, error.ErrorId);
        Assert.Equal(["thatone", "skewed", "otheralias", "otherscope", "otherexpiry", "nothing"], error.CandidateKeyIds);
        Assert.Equal(
            [true, true, false, false, false, false], error.Candidates.Select(candidate => candidate.MatchesRequest));
        Assert.Contains(
            "thatone (as requested), skewed (as requested), otheralias (differs from the request)",
            error.Message,
            StringComparison.Ordinal);
        Assert.Equal(new UnknownCreate(new Uri("https://songbird.example.com"), ApiVersion.V0, "org-123", "o'neil"), error.UnknownCreate);
        Assert.Equal([CreateRequest, SearchRequest], service.Requests.Select(request => request.Line));
    }

    [Fact]
    public async Task Search_is_repeated_while_no_candidate_matches()
    {
        string other = Key("other", Match.Replace("\"ci\"", "\"c\"", StringComparison.Ordinal));
        RouteTable service = GatewayTimeout().On(SearchRequest, Wire.List(other)).On(SearchRequest, Wire.List(other, Key("late", Match)));
        Assert.Equal(["late", "other"], (await CreateAsync(service)).CandidateKeyIds);
    }

    [Fact]
    public async Task Message_names_at_most_ten_candidates()
    {
        WhylabsApiException error = await CreateAsync(GatewayTimeout().On(
            SearchRequest, Wire.List([.. Enumerable.Range(0, 40).Select(i => Key($"key{i:00}", Match))])));
        Assert.Equal(40, error.CandidateKeyIds.Count);
        Assert.Contains("and 30 more.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_is_repeated_until_the_key_appears()
    {
        RouteTable service = GatewayTimeout().On(SearchRequest, Wire.List()).On(SearchRequest, Wire.List(Key("late", Match)));
        Assert.Equal(["late"], (await CreateAsync(service)).CandidateKeyIds);
    }

    [Fact]
    public async Task Key_whose_secret_this_process_received_is_not_a_candidate()
    {
        RouteTable service = new RouteTable()
            .On(CreateRequest, Key("inhand", Match + ",\"key\":\"inhand.secret\"")).On(CreateRequest, HttpStatusCode.GatewayTimeout)
            .On(SearchRequest, Wire.List(Key("inhand", Match))).On(SearchRequest, Wire.List(Key("inhand", Match), Key("lost", Match)));
        var client = new TestClient(service);
        await client.Api.CreateAsync(Request, default);

        // The second create may use another import of the module, or another address of the service.
        var next = new TestClient(service);
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(() => next.Api.CreateAsync(Request, default));
        Assert.Equal(["lost"], error.CandidateKeyIds);
        Assert.DoesNotContain("inhand", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_without_candidates_says_that_no_key_is_listed()
    {
        RouteTable service = GatewayTimeout().On(SearchRequest, Wire.List());
        WhylabsApiException error = await CreateAsync(service);
        Assert.Empty(error.CandidateKeyIds);
        Assert.EndsWith("is listed so far.", error.Message, StringComparison.Ordinal);
        Assert.Equal(("org-123", "o'neil"), (error.UnknownCreate?.OrgId, error.UnknownCreate?.UserId));
        Assert.Equal(4, service.Requests.Count);
    }

    [Fact]
    public async Task Error_of_a_failed_search_keeps_the_original_cause()
    {
        RouteTable service = GatewayTimeout().On(SearchRequest, HttpStatusCode.Forbidden);
        WhylabsApiException error = await CreateAsync(service);
        Assert.Equal(WhylabsErrorId.CreateOutcomeUnknown, error.ErrorId);
        Assert.Equal(HttpStatusCode.GatewayTimeout, error.StatusCode);
        Assert.Contains("could not check whether a key was created", error.Message, StringComparison.Ordinal);
        Assert.Single(service.Requests, request => request.Line == CreateRequest);
    }

    [Theory]
    [InlineData(-2, "made")]
    [InlineData(2, "made old")]
    public async Task Candidates_are_filtered_by_the_earlier_clock_and_ranked_by_the_clock_of_the_service(int days, string expected)
    {
        string made = FakeClock.Noon.AddDays(days).ToString("s");
        string old = FakeClock.Noon.AddDays(days).AddSeconds(-30).ToString("s");
        RouteTable service = new RouteTable { Date = new DateTimeOffset(FakeClock.Noon.AddDays(days)) }
            .On(CreateRequest, HttpStatusCode.GatewayTimeout)
            .On(SearchRequest, Wire.List(
                Key("old", Match.Replace("2026-06-01T12:00:00.5", old, StringComparison.Ordinal)),
                Key("made", Match.Replace("2026-06-01T12:00:00.5", made, StringComparison.Ordinal))));
        Assert.Equal(expected.Split(' '), (await CreateAsync(service)).CandidateKeyIds);
    }

    private static CreateApiKeyRequest Request =>
        new("org-123", "o'neil", [":user"], "ci", new DateTimeOffset(2026, 6, 30, 12, 0, 0, TimeSpan.Zero));

    private static RouteTable GatewayTimeout() => new RouteTable().On(CreateRequest, HttpStatusCode.GatewayTimeout);

    private static string Key(string keyId, string rest) => $$"""{"keyId":"{{keyId}}","orgId":"org-123",{{rest}}}""";

    private static Task<WhylabsApiException> CreateAsync(RouteTable service) => Assert.ThrowsAsync<WhylabsApiException>(
        () => new TestClient(service).Api.CreateAsync(Request, default));
}
