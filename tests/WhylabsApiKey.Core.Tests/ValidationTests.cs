using System.Net;
using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>Whether a key is accepted, and who the members of an organization are.</summary>
public class ValidationTests
{
    private const string Validate = "GET /v1/api-key/validate";
    private const string Members = "GET /v0/membership/org/org-123?include_claims=true";

    [Fact]
    public async Task A_key_that_is_accepted_is_valid()
    {
        RouteTable service = new RouteTable().On(Validate, """{"requestId":"theirs"}""");
        ApiKeyValidation answer = await new TestClient(service).Api.ValidateAsync(default);
        Assert.Equal(new ApiKeyValidation(true, Assert.Single(service.Requests).Headers["X-Request-Id"], null), answer);
    }

    [Fact]
    public async Task A_refusal_is_an_answer_in_the_services_own_words()
    {
        RouteTable service = new RouteTable().On(
            Validate, "Requests from this location are not permitted by your organization.", HttpStatusCode.Forbidden, "text/plain");
        ApiKeyValidation answer = await new TestClient(service).Api.ValidateAsync(default);
        Assert.False(answer.Valid);
        Assert.Equal("Requests from this location are not permitted by your organization.", answer.Reason);
        Assert.Equal(Assert.Single(service.Requests).Headers["X-Request-Id"], answer.RequestId);
    }

    [Fact]
    public async Task A_refusal_without_words_has_no_reason()
    {
        RouteTable service = new RouteTable().On(Validate, HttpStatusCode.Forbidden);
        Assert.Null((await new TestClient(service).Api.ValidateAsync(default)).Reason);
    }

    [Theory]
    [InlineData(401, "Unauthorized")]
    [InlineData(404, "RouteNotFound")]
    [InlineData(302, "UnexpectedRedirect")]
    [InlineData(500, "ServerError")]
    public async Task Every_other_answer_is_an_error(int status, string errorId)
    {
        RouteTable service = new RouteTable().On(Validate, (HttpStatusCode)status);
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
            () => new TestClient(service, retries: 0).Api.ValidateAsync(default));
        Assert.Equal(errorId, error.ErrorId.ToString());
    }

    [Theory]
    [InlineData("<html>Welcome</html>")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"status":"UP"}""")]
    public async Task A_page_of_somebody_else_does_not_make_a_key_valid(string body)
    {
        RouteTable service = new RouteTable().On(Validate, body);
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(() => new TestClient(service).Api.ValidateAsync(default));
        Assert.Equal(WhylabsErrorId.InvalidResponse, error.ErrorId);
    }

    [Fact]
    public async Task Members_are_read_also_those_without_an_address()
    {
        RouteTable service = new RouteTable().On(
            Members,
            """
            {"memberships":[{"orgId":"org-123","role":"ADMIN","userId":"user-123","email":"ada@example.com","default":true},
            {"orgId":"org-123","role":"VIEWER","userId":"bot"}]}
            """);
        IReadOnlyList<OrganizationMember> members = await new TestClient(service).Api.ListMembersAsync("org-123", default);
        Assert.Equal([new OrganizationMember("user-123", "ada@example.com"), new OrganizationMember("bot", "")], members);
    }

    [Theory]
    [InlineData("{}", "InvalidResponse")]
    [InlineData("""{"memberships":null}""", "InvalidResponse")]
    [InlineData("""{"memberships":[""", "InvalidResponse")]
    [InlineData("""{"memberships":[{"userId":"bob","email":"bob@example.com"},{"email":"nobody@example.com"}]}""", "InvalidResponse")]
    [InlineData("""{"memberships":[{"userId":"bob","email":"bob@example.com"},null]}""", "InvalidResponse")]
    public async Task What_is_no_list_of_members_is_an_error(string body, string errorId)
    {
        RouteTable service = new RouteTable().On(Members, body);
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
            () => new TestClient(service, retries: 0).Api.ListMembersAsync("org-123", default));
        Assert.Equal(errorId, error.ErrorId.ToString());
    }
}
