using System.Net;

namespace WhylabsApiKey.Tests.Service;

/// <summary>Who may call the sandbox, and how.</summary>
public sealed class AccessTests : ServiceTest
{
    [Theory]
    [InlineData("GET", "/health", null, 200)]
    [InlineData("GET", Keys, null, 401)]
    [InlineData("GET", Keys, "malformed", 403)]
    [InlineData("GET", Keys, "fh4dUNV3WQ", 403)]
    [InlineData("GET", Keys, "Qv71ksZpTa", 403)]
    [InlineData("GET", Keys, "AdMiN00001", 403)]
    [InlineData("GET", Keys, "UsEr000001", 403)]
    [InlineData("GET", Keys, "OpErAtOr01", 200)]
    [InlineData("DELETE", Keys, null, 401)]
    [InlineData("POST", Keys, "AdMiN00001", 403)]
    [InlineData("GET", "/v0/nothing/here", "OpErAtOr01", 404)]
    public async Task Who_may_call_what(string method, string target, string? keyId, int status)
    {
        string? token = keyId is null ? null : Server.Store.All.FirstOrDefault(key => key.KeyId == keyId)?.Token ?? keyId;
        using HttpResponseMessage response = await SendAsync(method, target, token);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status != 200, (await response.Content.ReadAsStringAsync()).Length == 0);
    }

    [Fact]
    public async Task A_token_works_without_the_organization_behind_it()
    {
        using HttpResponseMessage response = await SendAsync("GET", Keys, Demo.OperatorToken.Split(':')[0]);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task The_request_id_comes_back()
    {
        using HttpResponseMessage mine = await SendAsync("GET", Keys, Demo.OperatorToken, requestId: "abc");
        Assert.Equal("abc", Assert.Single(mine.Headers.GetValues("X-Request-Id")));
        using HttpResponseMessage made = await SendAsync("GET", Keys, Demo.OperatorToken);
        Assert.NotEmpty(Assert.Single(made.Headers.GetValues("X-Request-Id")));
    }

    [Fact]
    public void It_listens_on_the_loopback_interface_only() => Assert.Equal("127.0.0.1", Server.Endpoint.Host);
}
