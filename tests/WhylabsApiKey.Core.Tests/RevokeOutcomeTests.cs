using System.Net;
using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>Tests a revocation whose responses are lost, or whose first response is lost and whose retry does not find the key.</summary>
public class RevokeOutcomeTests
{
    private const string Keys = "/v0/organizations/org-123/api-key";
    private const string Revoke = $"DELETE {Keys}?user_id=user-123&key_id=HMiFAgQeNb";
    private const string List = $"GET {Keys}?user_id=user-123";
    private static readonly string Missing = Wire.Error("Resource ApiKey with ID HMiFAgQeNb not found.", "ResourceNotFound");
    private static readonly HttpRequestException Dropped = new(HttpRequestError.ResponseEnded, "dropped");

    public static TheoryData<string, string> ListsWithoutProof => new()
    {
        { Wire.List(), "is not in the list" },
        { Wire.List(Wire.Key), "as not revoked" },
        { Wire.List(Wire.KeyWith("\"revoked\":true").Replace("HMiFAgQeNb", "other", StringComparison.Ordinal)), "is not in the list" },
        { "<html>", "not usable" },
    };

    [Fact]
    public async Task Revoke_succeeds_if_the_list_of_the_owner_has_the_key_as_revoked()
    {
        RouteTable service = LostResponse().On(List, Wire.List(Wire.KeyWith("\"revoked\":true")));
        ApiKey key = await RevokeAsync(service);
        Assert.True(key.Revoked);
        Assert.NotNull(key.RevokedTime);
        Assert.Equal([Revoke, Revoke, List], service.Requests.Select(request => request.Line));
    }

    [Theory]
    [MemberData(nameof(ListsWithoutProof))]
    public async Task Revoke_outcome_is_unknown_if_the_list_does_not_prove_it(string list, string reason)
    {
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(() => RevokeAsync(LostResponse().On(List, list)));
        Assert.Equal(WhylabsErrorId.RevokeOutcomeUnknown, error.ErrorId);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, 2), (error.StatusCode, error.Attempts));
    }

    [Fact]
    public async Task Revoke_outcome_is_unknown_in_v1()
    {
        RouteTable service = new RouteTable()
            .On("DELETE /v1/api-key?key_id=HMiFAgQeNb", Dropped)
            .On("DELETE /v1/api-key?key_id=HMiFAgQeNb", Missing, HttpStatusCode.NotFound);
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
            () => new TestClient(service, version: ApiVersion.V1).Api.RevokeAsync(null, null, "HMiFAgQeNb", default));
        Assert.Equal(WhylabsErrorId.RevokeOutcomeUnknown, error.ErrorId);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(429)]
    public async Task Revoke_is_KeyNotFound_if_no_earlier_attempt_was_processed(int? first)
    {
        var service = new RouteTable();
        if (first is { } status)
            service.On(Revoke, (HttpStatusCode)status);
        else
            service.On(Revoke, new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        service.On(Revoke, Missing, HttpStatusCode.NotFound);
        Assert.Equal(
            WhylabsErrorId.KeyNotFound, (await Assert.ThrowsAsync<WhylabsApiException>(() => RevokeAsync(service))).ErrorId);
        Assert.Equal(2, service.Requests.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Revoke_without_a_response_succeeds_if_the_list_has_the_key_as_revoked(int retries)
    {
        RouteTable service = new RouteTable().On(Revoke, Dropped).On(List, Wire.List(Wire.KeyWith("\"revoked\":true")));
        ApiKey key = await new TestClient(service, retries: retries).Api.RevokeAsync("org-123", "user-123", "HMiFAgQeNb", default);
        Assert.True(key.Revoked);
        Assert.Equal(retries + 2, service.Requests.Count);
    }

    [Fact]
    public async Task Revoke_without_a_response_keeps_its_error_and_says_that_the_key_may_be_revoked()
    {
        RouteTable service = new RouteTable().On(Revoke, Dropped).On(List, Dropped);
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(() => RevokeAsync(service));
        Assert.Equal((WhylabsErrorId.ConnectionFailed, 4), (error.ErrorId, error.Attempts));
        Assert.Contains("may have revoked the key, which is not certain: Could not list", error.Message, StringComparison.Ordinal);
        Assert.Equal(5, service.Requests.Count);
    }

    [Fact]
    public async Task Revoke_that_was_not_sent_is_not_looked_for()
    {
        RouteTable service = new RouteTable().On(Revoke, new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(() => RevokeAsync(service));
        Assert.Equal(WhylabsErrorId.ConnectionFailed, error.ErrorId);
        Assert.Equal(4, service.Requests.Count);
    }

    private static RouteTable LostResponse() => new RouteTable().On(Revoke, Dropped).On(Revoke, Missing, HttpStatusCode.NotFound);

    private static Task<ApiKey> RevokeAsync(RouteTable service) =>
        new TestClient(service).Api.RevokeAsync("org-123", "user-123", "HMiFAgQeNb", default);
}
