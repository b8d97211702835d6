using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace WhylabsApiKey.Tests.Sandbox;

/// <summary>Tests create and revoke in the sandbox.</summary>
public sealed class CreateAndRevokeTests : SandboxHttpTest
{
    [Fact]
    public async Task Create_returns_a_working_key_and_its_secret_once()
    {
        JsonNode made = await JsonAsync("POST", Keys + "?user_id=bob&scopes=:user&scopes=:administrator&alias=x");
        string token = (string)made["key"]!;
        Assert.Matches(@"^[A-Za-z0-9]{10}\.[A-Za-z0-9]{53}:org-123$", token);
        Assert.Equal(token[..10], (string?)made["keyId"]);
        Assert.Equal(2, made["scopes"]!.AsArray().Count);
        Assert.Null((await JsonAsync("GET", $"{Keys}/{token[..10]}"))["key"]!["key"]);
        Assert.NotNull(Server.Store.Authenticate(token));
    }

    [Theory]
    [InlineData("user_id=bob&scopes=:unknown", 400, "Invalid scope provided: :unknown")]
    [InlineData("user_id=bob&scopes=:USER", 400, "Invalid scope provided: :USER")]
    [InlineData("user_id=bob&expiration_time=-9223372036854775808", 400, "Invalid expiration time")]
    [InlineData("user_id=bob&expiration_time=9223372036854775807", 400, "Invalid expiration time")]
    [InlineData("user_id=bob&expiration_time=59000", 400, "Invalid expiration time")]
    public async Task Create_refuses_values_that_break_the_rules(string query, int status, string message)
    {
        if (query.Contains("=59000", StringComparison.Ordinal))
        {
            long inAMinute = DateTimeOffset.UtcNow.AddSeconds(59).ToUnixTimeMilliseconds();
            query = "user_id=bob&expiration_time=" + inAMinute.ToString(CultureInfo.InvariantCulture);
        }
        using HttpResponseMessage response = await SendAsync("POST", $"{Keys}?{query}", Demo.OperatorToken, requestId: "my-request");
        JsonNode body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(message, (string?)body["message"]);
        Assert.Equal("my-request", (string?)body["requestId"]);
        Assert.Equal("IllegalArgument", (string?)body["type"]);
    }

    [Theory]
    [InlineData("POST", Keys, "Required QueryValue [user_id] not specified")]
    [InlineData("POST", Keys + "?user_id=bob&expiration_time=soon", "Failed to convert argument [expiration_time] for value [soon]")]
    [InlineData("DELETE", Keys + "?user_id=bob", "Required QueryValue [key_id] not specified")]
    [InlineData("DELETE", Keys + "?key_id=zP0gHsa6Ri", "Required QueryValue [user_id] not specified")]
    public async Task Missing_or_malformed_value_is_refused_by_the_framework(string method, string target, string sentence)
    {
        using HttpResponseMessage response = await SendAsync(method, target, Demo.OperatorToken);
        JsonNode body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("Bad Request", (string?)body["message"]);
        Assert.Equal(sentence, (string?)body["_embedded"]!["errors"]![0]!["message"]);
    }

    [Theory]
    [InlineData(null, 200)]
    [InlineData("application/json", 200)]
    [InlineData("text/plain", 404)]
    [InlineData("application/x-www-form-urlencoded", 404)]
    public async Task Create_accepts_only_json_or_no_content_type(string? mediaType, int status)
    {
        using var content = new ByteArrayContent([]);
        content.Headers.ContentType = mediaType is null ? null : new MediaTypeHeaderValue(mediaType);
        using HttpResponseMessage response = await SendAsync("POST", Keys + "?user_id=bob", Demo.OperatorToken, content);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Create_in_a_free_organization_is_limited_to_25_keys_that_are_not_revoked()
    {
        for (int have = Server.Store.List("org-123", null).Count; have < 25; have++)
            await JsonAsync("POST", Keys + "?user_id=bob");
        using HttpResponseMessage full = await SendAsync("POST", Keys + "?user_id=bob", Demo.OperatorToken);
        Assert.Contains("Key limit reached", await full.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await JsonAsync("DELETE", Keys + "?user_id=bob&key_id=K2uVt5wNxe");
        await JsonAsync("POST", Keys + "?user_id=bob");
    }

    [Fact]
    public async Task Create_in_an_unknown_organization_is_not_found()
    {
        await RefusedAsync(
            "POST",
            "/v0/organizations/none/api-key?user_id=bob",
            Demo.OperatorToken,
            HttpStatusCode.NotFound,
            "Resource Organization with ID none not found.");
    }

    [Fact]
    public async Task Revoke_is_idempotent_and_permanent()
    {
        for (int time = 0; time < 2; time++)
            Assert.True((bool)(await JsonAsync("DELETE", Keys + "?user_id=bob&key_id=zP0gHsa6Ri"))["revoked"]!);
        Assert.Null(Server.Store.Find("org-123", "zP0gHsa6Ri"));
    }

    [Theory]
    [InlineData("user_id=bob&key_id=none", "none")]
    [InlineData("user_id=user-123&key_id=zP0gHsa6Ri", "zP0gHsa6Ri")]
    public async Task Revoke_of_an_unknown_key_or_with_a_wrong_owner_is_not_found(string query, string keyId)
    {
        using HttpResponseMessage response = await SendAsync("DELETE", $"{Keys}?{query}", Demo.OperatorToken);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        JsonNode body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal($"Resource ApiKey with ID {keyId} not found.", (string?)body["message"]);
        Assert.Equal("ResourceNotFound", (string?)body["type"]);
    }
}
