using System.Net;
using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>Tests the requests and responses of each v1 operation.</summary>
public class V1Tests
{
    private const string Keys = "/v1/api-key";
    private const string Listed =
        """{"keyId":"HMiFAgQeNb","orgId":"org-123","expirationTime":"2026-07-01T00:00:00","scopes":[":user"],"alias":"trainer"}""";
    private const string Bare = """{"keyId":"HMiFAgQeNb","orgId":"org-123"}""";

    [Fact]
    public async Task List_has_no_owners_and_no_creation_times()
    {
        RouteTable service = new RouteTable().On($"GET {Keys}", Wire.List(Listed, Bare));
        IReadOnlyList<ApiKey> keys = await Api(service).ListAsync(null, null, default);
        Assert.Equal(2, keys.Count);
        Assert.Equal("trainer", keys[0].Alias);
        Assert.Equal([":user"], keys[0].Scopes);
        Assert.All(keys, key => Assert.Null(key.UserId ?? (object?)key.CreationTime ?? key.IdleDays));
        Assert.Equal(new DateTime(2026, 7, 1, 0, 0, 0, DateTimeKind.Utc), keys[0].ExpirationTime?.ToUniversalTime());
        Assert.True(keys[1].NeverExpires);
    }

    [Fact]
    public async Task Get_searches_the_list()
    {
        RouteTable service = new RouteTable().On(
            $"GET {Keys}", Wire.List(Listed.Replace("HMiFAgQeNb", "other", StringComparison.Ordinal), Listed));
        Assert.Equal("HMiFAgQeNb", (await Api(service).GetAsync("org-123", "HMiFAgQeNb", default)).KeyId);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task Get_of_a_key_that_is_not_in_the_list_is_KeyNotFound()
    {
        RouteTable service = new RouteTable().On($"GET {Keys}", Wire.List(Listed));
        Assert.Equal(WhylabsErrorId.KeyNotFound, (await FailAsync(() => Api(service).GetAsync(null, "hmifagqenb", default))).ErrorId);
    }

    [Fact]
    public async Task Create_sends_all_values_in_the_query_without_a_user()
    {
        RouteTable service = new RouteTable().On(
            $"POST {Keys}?expiration_time=1798761600000&scopes=%3Auser&scopes=%3Awrite_data&alias=a%20b&resource_id=model%2F1",
            Wire.KeyWith($"""
                "scopes":[":user",":write_data"],"alias":"a b","resourceId":"model/1","expirationTime":"2027-01-01T00:00:00",
                "key":"{Wire.Secret}"
                """));
        var expires = DateTimeOffset.FromUnixTimeMilliseconds(1798761600000);
        var request = new CreateApiKeyRequest(null, null, [":user", ":write_data"], "a b", expires) { ResourceId = "model/1" };
        Assert.Equal(Wire.Secret, (await Api(service).CreateAsync(request, default)).RevealKey());
        Assert.Empty(Assert.Single(service.Requests).Body!);
    }

    [Theory]
    [InlineData("""[{"orgId":"org-900","name":"Research"}]""")]
    [InlineData("""[{"id":"org-900","name":"Research"}]""")]
    [InlineData("""[{"id":"org-900","orgId":"org-900","name":"Research","tier":7}]""")]
    public async Task Organizations_are_those_that_the_callers_organization_manages(string body)
    {
        RouteTable service = new RouteTable().On("GET /v1/organizations/managed-organizations", body);
        Organization organization = Assert.Single(await Api(service).ListOrganizationsAsync(default));
        Assert.Equal(("org-900", "Research"), (organization.OrgId, organization.Name));
        Assert.Null(organization.Tier ?? organization.ParentOrgId);
        Assert.DoesNotContain("X-WHYLABS-ORGANIZATION", Assert.Single(service.Requests).Headers.Keys);
    }

    [Fact]
    public async Task Create_omits_values_that_are_not_specified()
    {
        RouteTable service = new RouteTable().On($"POST {Keys}", Wire.KeyWith($"\"key\":\"{Wire.Secret}\""));
        await Api(service).CreateAsync(new CreateApiKeyRequest("org-123", null, [], " "), default);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task Revoke_sends_the_key_id_without_a_user()
    {
        RouteTable service = new RouteTable().On($"DELETE {Keys}?key_id=HMiFAgQeNb", Wire.KeyWith("\"revoked\":true"));
        Assert.True((await Api(service).RevokeAsync("org-123", null, "HMiFAgQeNb", default)).Revoked);
        Assert.Empty(Assert.Single(service.Requests).Body!);
    }

    [Fact]
    public async Task Revoke_of_a_key_from_another_creator_is_KeyNotFound()
    {
        RouteTable service = new RouteTable().On(
            $"DELETE {Keys}?key_id=HMiFAgQeNb",
            Wire.Error("Resource ApiKey with ID HMiFAgQeNb not found.", "ResourceNotFound"),
            HttpStatusCode.NotFound);
        Assert.Equal(
            WhylabsErrorId.KeyNotFound, (await FailAsync(() => Api(service).RevokeAsync(null, null, "HMiFAgQeNb", default))).ErrorId);
    }

    [Theory]
    [InlineData(TestClient.Token, "org-123", null)]
    [InlineData(TestClient.Token, null, null)]
    [InlineData(TestClient.Token, "org-900", "org-900")]
    [InlineData(TestClient.Token, "ORG-123", "ORG-123")]
    [InlineData("AbCdEfGh12.0123456789", "org-123", "org-123")]
    [InlineData("AbCdEfGh12.0123456789:0", "org-123", "org-123")]
    public async Task Other_organization_is_sent_in_a_header(string token, string? orgId, string? header)
    {
        RouteTable service = new RouteTable()
            .On($"GET {Keys}", OfOrganization(Wire.List(Listed)))
            .On($"POST {Keys}", OfOrganization(Wire.KeyWith($"\"key\":\"{Wire.Secret}\"")))
            .On($"DELETE {Keys}?key_id=HMiFAgQeNb", OfOrganization(Wire.KeyWith("\"revoked\":true")));
        IWhylabsApiKeyClient api = Api(service, token);

        await api.ListAsync(orgId, null, default);
        await api.GetAsync(orgId, "HMiFAgQeNb", default);
        await api.CreateAsync(new CreateApiKeyRequest(orgId, null, []), default);
        await api.RevokeAsync(orgId, null, "HMiFAgQeNb", default);

        Assert.Equal(4, service.Requests.Count);
        Assert.All(service.Requests, request => Assert.Equal(header, request.Headers.GetValueOrDefault("X-WHYLABS-ORGANIZATION")));
        Assert.All(service.Requests, request => Assert.Equal(token, request.Headers["X-API-Key"]));

        string OfOrganization(string json) => json.Replace("org-123", orgId ?? "org-123", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("org 900")]
    [InlineData("org-900\r\nX-API-Key: x")]
    [InlineData("örg")]
    public async Task Organization_that_is_not_a_valid_header_value_is_refused_without_a_request(string orgId)
    {
        var service = new RouteTable();
        Assert.Equal(WhylabsErrorId.InvalidRequest, (await FailAsync(() => Api(service).ListAsync(orgId, null, default))).ErrorId);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task Create_of_unknown_outcome_finds_the_key_by_its_expiry()
    {
        const string Match = "\"orgId\":\"org-900\",\"expirationTime\":\"2026-06-30T12:00:00\",\"scopes\":[\":user\"],\"alias\":\"ci\"";
        RouteTable service = new RouteTable()
            .On($"POST {Keys}?expiration_time=1782820800000&scopes=%3Auser&alias=ci", HttpStatusCode.GatewayTimeout)
            .On($"GET {Keys}", Wire.List(
                $$"""{"keyId":"never","orgId":"org-900","scopes":[":user"],"alias":"ci"}""",
                $$"""{"keyId":"otherexpiry",{{Match.Replace("06-30", "06-29", StringComparison.Ordinal)}}}""",
                $$"""{"keyId":"otheralias",{{Match.Replace("\"ci\"", "\"cd\"", StringComparison.Ordinal)}}}""",
                $$"""{"keyId":"thatone",{{Match}}}"""));
        WhylabsApiException error = await FailAsync(() => Api(service).CreateAsync(
            new CreateApiKeyRequest("org-900", null, [":user"], "ci", new DateTimeOffset(2026, 6, 30, 12, 0, 0, TimeSpan.Zero)), default));
        Assert.Equal(WhylabsErrorId.CreateOutcomeUnknown, error.ErrorId);
        Assert.Equal(["thatone", "otheralias"], error.CandidateKeyIds);
        Assert.Equal(new UnknownCreate(new Uri("https://songbird.example.com"), ApiVersion.V1, "org-900", null), error.UnknownCreate);
        Assert.All(service.Requests, request => Assert.Equal("org-900", request.Headers["X-WHYLABS-ORGANIZATION"]));
    }

    [Fact]
    public async Task Create_of_unknown_outcome_without_an_expiry_has_no_candidates()
    {
        RouteTable service = new RouteTable().On($"POST {Keys}?scopes=%3Auser", HttpStatusCode.GatewayTimeout);
        WhylabsApiException error = await FailAsync(
            () => Api(service).CreateAsync(new CreateApiKeyRequest(null, null, [":user"]), default));
        Assert.Equal(WhylabsErrorId.CreateOutcomeUnknown, error.ErrorId);
        Assert.Empty(error.CandidateKeyIds);
        Assert.Contains("has no creation times", error.Message, StringComparison.Ordinal);
        Assert.Equal(new UnknownCreate(new Uri("https://songbird.example.com"), ApiVersion.V1, null, null), error.UnknownCreate);
        Assert.Single(service.Requests);
    }

    private static IWhylabsApiKeyClient Api(RouteTable service, string token = TestClient.Token) =>
        new TestClient(service, token: token, version: ApiVersion.V1).Api;

    private static Task<WhylabsApiException> FailAsync(Func<Task> call) => Assert.ThrowsAsync<WhylabsApiException>(call);
}
