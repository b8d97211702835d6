using System.Net;
using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>Tests the look-ups of a user by id and by email address.</summary>
public class UserTests
{
    private const string ById = "GET /v0/user/user%2F789";
    private const string ByEmail = "GET /v0/user?email=heidi%2Bx%40example.com";

    [Theory]
    [InlineData("""{"userId":"user/789","email":"Heidi+X@example.com","preferences":"{}"}""")]
    public async Task User_is_found_by_id_and_by_email_address(string body)
    {
        RouteTable service = new RouteTable().On(ById, body).On(ByEmail, body);
        var expected = new PlatformUser("user/789", "Heidi+X@example.com");
        Assert.Equal(expected, await new TestClient(service).Api.GetUserAsync("user/789", default));
        Assert.Equal(expected, await new TestClient(service).Api.FindUserAsync("heidi+x@example.com", default));
    }

    [Fact]
    public async Task User_can_have_no_email_address() => Assert.Equal(
        new PlatformUser("user/789", null),
        await new TestClient(new RouteTable().On(ById, """{"userId":"user/789","email":""}""")).Api.GetUserAsync("user/789", default));

    [Theory]
    [InlineData("""{"userId":"user-789","email":"heidi@example.com"}""", "InvalidResponse")]
    [InlineData("""{"email":"heidi+x@example.com"}""", "InvalidResponse")]
    [InlineData("""{"userId":"user/789","userId":"user/789"}""", "InvalidResponse")]
    [InlineData("""{"userId":" "}""", "InvalidResponse")]
    [InlineData("{}", "InvalidResponse")]
    [InlineData("null", "InvalidResponse")]
    public async Task Response_about_another_user_is_InvalidResponse(string body, string errorId)
    {
        RouteTable service = new RouteTable().On(ById, body).On(ByEmail, body);
        IWhylabsApiKeyClient api = new TestClient(service, retries: 0).Api;
        Assert.Equal(errorId, await FailAsync(api.GetUserAsync("user/789", default)));
        if (!body.Contains("user/789", StringComparison.Ordinal))
            Assert.Equal(errorId, await FailAsync(api.FindUserAsync("heidi+x@example.com", default)));
    }

    [Theory]
    [InlineData("""{"message":"Resource User with ID user/789 not found.","requestId":"x","type":"UserNotFound"}""", "MemberNotFound")]
    [InlineData("", "RouteNotFound")]
    public async Task Unknown_user_and_missing_route_are_different_errors(string body, string errorId)
    {
        RouteTable service = new RouteTable().On(ById, body, HttpStatusCode.NotFound);
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(
            () => new TestClient(service).Api.GetUserAsync("user/789", default));
        Assert.Equal(errorId, error.ErrorId.ToString());
    }

    private static async Task<string> FailAsync(Task<PlatformUser> call) =>
        (await Assert.ThrowsAsync<WhylabsApiException>(() => call)).ErrorId.ToString();
}
