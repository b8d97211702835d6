using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using WhylabsApiKey.Sandbox.Service;

namespace WhylabsApiKey.Tests.Sandbox;

/// <summary>Tests the v1 routes of the sandbox.</summary>
public sealed class V1RouteTests : SandboxHttpTest
{
    [Fact]
    public async Task Validate_returns_the_request_id()
    {
        using HttpResponseMessage response = await SendAsync("GET", V1 + "/validate", Demo.UserToken, requestId: "my-request");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"requestId":"my-request"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task List_has_all_keys_that_are_not_revoked_with_few_properties()
    {
        JsonArray items = (await JsonAsync("GET", V1, Demo.AdministratorToken))["items"]!.AsArray();
        string[] expected = [.. Server.Store.List(DemoOrganization.OrgId, null).Select(key => key.KeyId)];
        Assert.Equal(expected.Order(), items.Select(item => (string)item!["keyId"]!).Order());
        Assert.DoesNotContain("Qv71ksZpTa", expected);

        JsonObject key = items.Single(item => (string?)item!["keyId"] == "HMiFAgQeNb")!.AsObject();
        Assert.Equal(["alias", "expirationTime", "keyId", "orgId", "scopes"], key.Select(field => field.Key).Order());
    }

    [Fact]
    public async Task Create_sets_the_calling_key_as_owner()
    {
        JsonNode made = await JsonAsync(
            "POST",
            V1 + "?scopes=:user&scopes=:write_data&alias=x&resource_id=model-1&expiration_time=2840140799000",
            Demo.PaidAdministratorToken);
        Assert.Equal("PaIdAdMiN1", (string?)made["userId"]);
        Assert.Equal(DemoOrganization.PaidOrgId, (string?)made["orgId"]);
        Assert.Equal("model-1", (string?)made["resourceId"]);
        Assert.Equal("x", (string?)made["alias"]);
        Assert.Equal("2059-12-31T23:59:59", (string?)made["expirationTime"]);
        Assert.Equal([":write_data", ":user"], made["scopes"]!.AsArray().Select(scope => (string?)scope));
        Assert.EndsWith(":" + DemoOrganization.PaidOrgId, (string?)made["key"], StringComparison.Ordinal);
        await JsonAsync("GET", V1 + "/validate", (string)made["key"]!);

        JsonNode found = (await JsonAsync("GET", $"/v0/organizations/{DemoOrganization.PaidOrgId}/api-key/{made["keyId"]}"))["key"]!;
        Assert.Equal("model-1", (string?)found["resourceId"]);
        Assert.Null(found["key"]);
    }

    [Theory]
    [InlineData("scopes=:unknown", "Invalid scope provided: :unknown")]
    [InlineData("scopes=:whylabs_system", "Invalid scope provided: :whylabs_system")]
    [InlineData("expiration_time=0", "Invalid expiration time")]
    [InlineData("expiration_time=-1", "Invalid expiration time")]
    [InlineData("expiration_time=tomorrow", "Bad Request")]
    public async Task Create_refuses_values_that_break_the_v1_rules(string query, string message) =>
        await RefusedAsync("POST", $"{V1}?{query}", Demo.PaidAdministratorToken, HttpStatusCode.BadRequest, message);

    [Fact]
    public async Task Create_requires_a_paid_tier() => await RefusedAsync(
        "POST",
        V1,
        Demo.AdministratorToken,
        HttpStatusCode.BadRequest,
        "Cannot create API keys for this organization. Please contact us to enable this feature.");

    [Fact]
    public async Task Create_accepts_only_json_or_no_content_type()
    {
        using var form = new ByteArrayContent([]);
        form.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        using HttpResponseMessage response = await SendAsync("POST", V1, Demo.PaidAdministratorToken, form);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Revoke_of_a_key_that_the_calling_key_created_is_idempotent()
    {
        string keyId = (string)(await JsonAsync("POST", V1, Demo.PaidAdministratorToken))["keyId"]!;
        for (int time = 0; time < 2; time++)
        {
            JsonNode revoked = await JsonAsync("DELETE", $"{V1}?key_id={keyId}", Demo.PaidAdministratorToken);
            Assert.Equal(keyId, (string?)revoked["keyId"]);
            Assert.True((bool)revoked["revoked"]!);
        }
        Assert.DoesNotContain(
            (await JsonAsync("GET", V1, Demo.PaidAdministratorToken))["items"]!.AsArray(), item => (string?)item!["keyId"] == keyId);
    }

    [Theory]
    [InlineData("zP0gHsa6Ri")]
    [InlineData("AdMiN00001")]
    [InlineData("none")]
    public async Task Revoke_of_a_key_from_another_creator_is_not_found(string keyId)
    {
        JsonNode body = await RefusedAsync(
            "DELETE",
            $"{V1}?key_id={keyId}",
            Demo.AdministratorToken,
            HttpStatusCode.NotFound,
            $"Resource ApiKey with ID {keyId} not found.");
        Assert.Equal("ResourceNotFound", (string?)body["type"]);
        Assert.Single(Server.Store.All, key => key.Revoked);
    }

    [Fact]
    public async Task Revoke_requires_a_key_id() =>
        await RefusedAsync("DELETE", V1, Demo.AdministratorToken, HttpStatusCode.BadRequest, "Bad Request");
}
