using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Organizations;

/// <summary>Tests Get-WhylabsOrganization: all organizations in v0, and the managed organizations in v1.</summary>
public class GetWhylabsOrganizationTests
{
    [Theory]
    [InlineData("Get-WhylabsOrganization", "0 org-123 org-900")]
    [InlineData("Get-WhylabsOrganization -Name 'example*'", "org-123 org-900")]
    [InlineData("Get-WhylabsOrganization -Name Platform", "0")]
    [InlineData("Get-WhylabsOrganization org-900, org-123", "org-123 org-900")]
    [InlineData("Get-WhylabsOrganization org-900, org-900 -Name *research", "org-900")]
    [InlineData("Get-WhylabsOrganization -OrganizationId org-123 -Name Platform", "")]
    public async Task Organizations_are_listed_by_id_and_name_with_one_request(string script, string expected)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(expected, string.Join(' ', sandbox.Lines(script)));
        Assert.Equal(["GET /v0/organizations"], sandbox.Server.Requests.Select(request => $"{request.Method} {request.Target}"));
    }

    [Fact]
    public async Task In_v1_organizations_are_those_that_the_callers_organization_manages()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run(
            "Get-WhylabsOrganization -ApiVersion V1 -ApiKey $args[0] | ForEach-Object { \"$($_.GetType()): $_, $($_.Name)\" }",
            SandboxFixture.Secret(sandbox.Demo.AdministratorToken));
        Assert.Equal("WhylabsApiKey.Organization: org-900, Example Research", Assert.Single(result.Output).ToString());
        Assert.Equal("/v1/organizations/managed-organizations", Assert.Single(sandbox.Server.Requests).Target);
    }

    [Fact]
    public async Task In_v1_an_operator_is_refused_without_a_request()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal("UnsupportedInVersion", sandbox.RunToError("Get-WhylabsOrganization -ApiVersion V1").Id());
        Assert.Empty(sandbox.Server.Requests);
    }

    [Theory]
    [InlineData("V0", "The platform has no organization \"ORG-123\".")]
    [InlineData("V1", "The calling key's organization manages no organization \"ORG-123\".")]
    public async Task Unknown_id_is_an_error_and_the_others_are_emitted(string version, string message)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run(
            $"Get-WhylabsOrganization ORG-123, org-900 -ApiVersion {version} -ApiKey $args[0]",
            SandboxFixture.Secret(version == "V0" ? sandbox.Demo.OperatorToken : sandbox.Demo.AdministratorToken));
        Assert.Equal("org-900", $"{Assert.Single(result.Output)}");
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal(("OrganizationNotFound", "ORG-123", message), (error.Id(), error.TargetObject, error.ErrorDetails.Message));
    }

    [Theory]
    [InlineData("Get-WhylabsOrganization -OrgId ''", "OrgIdMissing")]
    [InlineData("Get-WhylabsOrganization -OrgId org-123, ' '", "OrgIdMissing")]
    [InlineData("Get-WhylabsOrganization -OrgId @()", "OrgIdMissing")]
    [InlineData("Get-WhylabsOrganization -OrgId ' org-123' -ErrorAction Stop", "InvalidId")]
    public async Task Blank_or_malformed_id_does_not_list_all_organizations(string script, string errorId)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(errorId, sandbox.RunToError(script).Id());
        Assert.Empty(sandbox.Server.Requests);
    }

    [Fact]
    public async Task Token_without_the_role_is_a_terminating_error()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ErrorRecord error = sandbox.RunToError(
            "Get-WhylabsOrganization -ApiKey $args[0]", SandboxFixture.Secret(sandbox.Demo.AdministratorToken));
        Assert.Equal("Forbidden", error.Id());
    }

    [Fact]
    public async Task Table_fits_a_console_and_shows_no_control_characters()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Store.Organizations.Add(new Organization("org-bell", "\u001b[2Jbell") { ParentOrgId = "org-123" });
        sandbox.Shell.Show("Get-WhylabsOrganization; Get-WhylabsOrganization org-123 | Format-List");
        Assert.Equal(
            """
            OrgId        Name                           Tier         ParentOrgId
            -----        ----                           ----         -----------
            0            Platform                       PAID
            org-123      Example                        FREE
            org-900      Example Research               PAID         org-123
            org-bell     [2Jbell                                     org-123

            OrgId        : org-123
            Name         : Example
            Tier         : FREE
            ParentOrgId  :
            EmailDomains : example.com
            """,
            sandbox.Page[..sandbox.Page.IndexOf("\nIssuedBy", StringComparison.Ordinal)]);
    }

    [Fact]
    public async Task Listed_ids_and_names_are_completed_without_a_request()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Empty(TabCompletion.Values(sandbox, "Get-WhylabsOrganization -Name "));
        sandbox.Lines("Get-WhylabsOrganization");
        int sent = sandbox.Server.Requests.Count;
        Assert.Equal(["'0'", "org-123", "org-900"], TabCompletion.Texts(sandbox, "Get-WhylabsApiKey -OrgId "));
        Assert.Equal(["org-900"], TabCompletion.Texts(sandbox, "Revoke-WhylabsApiKey -OrgId org-9"));
        Assert.Equal(["org-123", "org-900"], TabCompletion.Texts(sandbox, "Get-WhylabsOrganization -OrgId exam"));
        Assert.Equal(["Example", "'Example Research'"], TabCompletion.Texts(sandbox, "Get-WhylabsOrganization -Name e"));
        Assert.Equal(sent, sandbox.Server.Requests.Count);
        sandbox.Lines("Disconnect-Whylabs");
        Assert.Empty(TabCompletion.Values(sandbox, "Get-WhylabsOrganization -Name "));
    }
}
