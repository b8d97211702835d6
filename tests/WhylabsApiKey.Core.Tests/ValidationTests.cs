using System.Net;
using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>Tests the validation of a key and the list of members.</summary>
public class ValidationTests
{
    private const string Validate = "GET /v1/api-key/validate";
    private const string Members = "GET /v0/membership/org/org-123?include_claims=true";

    [Fact]
    public async Task Validate_returns_valid_for_an_accepted_key()
    {
        RouteTable service = new RouteTable().On(Validate, """{"requestId":"theirs"}""");
        ApiKeyValidation response = await new TestClient(service).Api.ValidateAsync(default);
        Assert.Equal(new ApiKeyValidation(true, Assert.Single(service.Requests).Headers["X-Request-Id"], null), response);
    }

    [Fact]
    public async Task Validate_returns_the_message_of_a_refusal_as_reason()
    {
        RouteTable service = new RouteTable().On(
            Validate, "Requests from this location are not permitted by your organization.", HttpStatusCode.Forbidden, "text/plain");
        ApiKeyValidation response = await new TestClient(service).Api.ValidateAsync(default);
        Assert.False(response.Valid);
        Assert.Equal("Requests from this location are not permitted by your organization.", response.Reason);
        Assert.Equal(Assert.Single(service.Requests).Headers["X-Request-Id"], response.RequestId);
    }

    [Fact]
    public async Task Validate_returns_no_reason_for_a_refusal_without_a_message()
    {
        RouteTable service = new RouteTable().On(Validate, HttpStatusCode.Forbidden);
        Assert.Null((await new TestClient(service).Api.ValidateAsync(default)).Reason);
    }

    [Theory]
    [InlineData(401, "Unauthorized")]
    [InlineData(404, "RouteNotFound")]
    [InlineData(302, "UnexpectedRedirect")]
    [InlineData(500, "ServerError")]
    public async Task Validate_fails_for_every_other_status(int status, string errorId)
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
    public async Task Validate_fails_for_a_response_that_is_not_from_the_service(string body)
    {
        RouteTable service = new RouteTable().On(Validate, body);
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(() => new TestClient(service).Api.ValidateAsync(default));
        Assert.Equal(WhylabsErrorId.InvalidResponse, error.ErrorId);
    }

    [Fact]
    public async Task Member_without_an_email_address_is_listed()
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
    public async Task Members_with_an_invalid_response_are_an_error(string body, string errorId)
    {
        RouteTable service = new RouteTable().On(Members, body);
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
            () => new TestClient(service, retries: 0).Api.ListMembersAsync("org-123", default));
        Assert.Equal(errorId, error.ErrorId.ToString());
    }
}
