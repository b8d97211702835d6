using System.Net;
using System.Text.Json.Nodes;
using WhylabsApiKey.Sandbox.Service;

namespace WhylabsApiKey.Tests.Sandbox;

/// <summary>Tests which organization a v1 request acts on.</summary>
public sealed class ManagedOrganizationTests : SandboxHttpTest
{
    [Fact]
    public async Task V1_request_of_a_parent_acts_on_a_managed_organization()
    {
        JsonNode made = await JsonAsync("POST", V1, Demo.AdministratorToken, DemoOrganization.PaidOrgId);
        Assert.Equal(DemoOrganization.PaidOrgId, (string?)made["orgId"]);
        Assert.Equal("AdMiN00001", (string?)made["userId"]);
        JsonArray items = (await JsonAsync("GET", V1, Demo.AdministratorToken, DemoOrganization.PaidOrgId))["items"]!.AsArray();
        Assert.Equal(2, items.Count);

        string delete = $"{V1}?key_id={made["keyId"]}";
        string sentence = $"Resource ApiKey with ID {made["keyId"]} not found.";
        await RefusedAsync("DELETE", delete, Demo.AdministratorToken, HttpStatusCode.NotFound, sentence);
        Assert.True((bool)(await JsonAsync("DELETE", delete, Demo.AdministratorToken, DemoOrganization.PaidOrgId))["revoked"]!);
    }

    [Theory]
    [InlineData("PaIdAdMiN1", "org-123", 403)]
    [InlineData("AdMiN00001", "none", 403)]
    [InlineData("AdMiN00001", "0", 403)]
    [InlineData("UsEr000001", "org-900", 403)]
    [InlineData("AdMiN00001", "org-123", 200)]
    [InlineData("AdMiN00001", "", 200)]
    [InlineData("OpErAtOr01", "org-123", 200)]
    public async Task V1_request_can_specify_only_permitted_organizations(string keyId, string organization, int status)
    {
        string token = Server.Store.All.Single(key => key.KeyId == keyId).Token;
        using HttpResponseMessage response = await SendAsync("GET", V1, token, organization: organization);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status != 200, (await response.Content.ReadAsStringAsync()).Length == 0);
    }

    [Fact]
    public async Task V1_request_of_an_operator_acts_on_its_own_organization_when_specified()
    {
        string keyId = (string)(await JsonAsync("POST", V1, organization: "0"))["keyId"]!;
        JsonArray items = (await JsonAsync("GET", V1, organization: "0"))["items"]!.AsArray();
        Assert.Equal(["0", "0"], items.Select(item => (string?)item!["orgId"]));
        Assert.True((bool)(await JsonAsync("DELETE", $"{V1}?key_id={keyId}", organization: "0"))["revoked"]!);
    }
}
