using System.Net;
using WhylabsApiKey.Sandbox.Service;

namespace WhylabsApiKey.Tests.Sandbox;

/// <summary>Tests which callers and scopes may use each route of the sandbox.</summary>
public sealed class AccessTests : SandboxHttpTest
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
    [InlineData("GET", "/v0/nothing/here", "malformed", 404)]
    [InlineData("GET", "/v0/nothing/here", null, 401)]
    [InlineData("GET", "/v1/api-key/validate", null, 401)]
    [InlineData("GET", "/v1/api-key/validate", "malformed", 403)]
    [InlineData("GET", "/v1/api-key/validate", "fh4dUNV3WQ", 403)]
    [InlineData("GET", "/v1/api-key/validate", "Qv71ksZpTa", 403)]
    [InlineData("GET", "/v1/api-key/validate", "UsEr000001", 200)]
    [InlineData("GET", "/v1/api-key/validate", "AdMiN00001", 200)]
    [InlineData("GET", "/v1/api-key/validate", "OpErAtOr01", 200)]
    [InlineData("GET", V1, null, 401)]
    [InlineData("GET", V1, "UsEr000001", 403)]
    [InlineData("GET", V1, "AdMiN00001", 200)]
    [InlineData("POST", V1, "UsEr000001", 403)]
    [InlineData("DELETE", V1 + "?key_id=UsEr000001", "UsEr000001", 403)]
    [InlineData("GET", Members, null, 401)]
    [InlineData("GET", Members, "UsEr000001", 403)]
    [InlineData("GET", Members, "PaIdAdMiN1", 403)]
    [InlineData("GET", Members, "AdMiN00001", 200)]
    [InlineData("GET", Members, "OpErAtOr01", 200)]
    public async Task Access_depends_on_the_caller(string method, string target, string? keyId, int status)
    {
        string? token = keyId is null ? null : Server.Store.All.FirstOrDefault(key => key.KeyId == keyId)?.Token ?? keyId;
        using HttpResponseMessage response = await SendAsync(method, target, token);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status != 200, (await response.Content.ReadAsStringAsync()).Length == 0);
    }

    [Theory]
    [InlineData(":account_administrator", V1, 200)]
    [InlineData(":account_administrator", Members, 403)]
    [InlineData(":ADMINISTRATOR", V1, 403)]
    [InlineData(":write_data", V1, 403)]
    [InlineData(":write_data", "/v1/api-key/validate", 200)]
    public async Task Access_depends_on_the_scope(string scope, string target, int status)
    {
        string token = KeyStore.NewToken("scopedkey1", "org-123");
        Server.Store.Add(new StoredKey("scopedkey1", token, "org-123", "bob", DateTime.UtcNow) { Scopes = [scope] });
        using HttpResponseMessage response = await SendAsync("GET", target, token);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task V1_is_not_found_on_an_older_server()
    {
        await StartAsync(new SandboxOptions { V1 = false });
        foreach (string target in new[] { V1, V1 + "/validate" })
        {
            using HttpResponseMessage response = await SendAsync("GET", target, Demo.AdministratorToken);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
            Assert.Empty(await response.Content.ReadAsStringAsync());
        }
        Assert.NotEmpty((await JsonAsync("GET", Keys))["items"]!.AsArray());
        Assert.NotEmpty((await JsonAsync("GET", Members))["memberships"]!.AsArray());
    }

    [Fact]
    public async Task Token_works_without_its_organization()
    {
        using HttpResponseMessage response = await SendAsync("GET", Keys, Demo.OperatorToken.Split(':')[0]);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Response_repeats_the_request_id()
    {
        using HttpResponseMessage mine = await SendAsync("GET", Keys, Demo.OperatorToken, requestId: "abc");
        Assert.Equal("abc", Assert.Single(mine.Headers.GetValues("X-Request-Id")));
        using HttpResponseMessage made = await SendAsync("GET", Keys, Demo.OperatorToken);
        Assert.NotEmpty(Assert.Single(made.Headers.GetValues("X-Request-Id")));
    }

    [Fact]
    public void Server_listens_on_the_loopback_interface_only() => Assert.Equal("127.0.0.1", Server.Endpoint.Host);
}
