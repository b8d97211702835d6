using System.Net;
using System.Text.Json.Nodes;
using WhylabsApiKey.Sandbox.Service;

namespace WhylabsApiKey.Tests.Sandbox;

/// <summary>Tests the list of members of an organization in the sandbox.</summary>
public sealed class MembershipTests : SandboxHttpTest
{
    [Fact]
    public async Task Member_has_a_role_a_user_id_and_an_email_address()
    {
        JsonArray members = (await JsonAsync("GET", Members, Demo.AdministratorToken))["memberships"]!.AsArray();
        Assert.Equal(
            """{"orgId":"org-123","role":"ADMIN","userId":"user-123","email":"ada@example.com","default":true}""",
            members[0]!.ToJsonString());
        Assert.Equal(
            ["ada@example.com ADMIN", "grace@example.com MEMBER", "bob@example.com VIEWER"],
            members.Select(member => $"{member!["email"]} {member["role"]}"));
    }

    [Fact]
    public async Task Former_member_has_keys_but_no_membership()
    {
        JsonArray members = (await JsonAsync("GET", Members))["memberships"]!.AsArray();
        string[] owners = [.. Server.Store.List(DemoOrganization.OrgId, null).Select(key => key.UserId).Distinct()];
        Assert.Equal(["user-789"], owners.Except(members.Select(member => (string)member!["userId"]!)));
    }

    [Fact]
    public async Task New_member_is_listed_in_the_organization()
    {
        Server.Store.Organizations.AddMember(new Member(DemoOrganization.PaidOrgId, "VIEWER", "dave", "dave@example.com"));
        const string PaidMembers = $"/v0/organizations/{DemoOrganization.PaidOrgId}/membership";
        JsonArray paid = (await JsonAsync("GET", PaidMembers, Demo.PaidAdministratorToken))["memberships"]!.AsArray();
        Assert.Equal(["carol", "dave"], paid.Select(member => (string?)member!["userId"]));
        Assert.Equal(3, (await JsonAsync("GET", Members))["memberships"]!.AsArray().Count);
    }

    [Fact]
    public async Task Members_of_an_unknown_organization_are_not_found() => await RefusedAsync(
        "GET",
        "/v0/organizations/none/membership",
        Demo.OperatorToken,
        HttpStatusCode.NotFound,
        "Resource Organization with ID none not found.");
}
