using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Listing;

/// <summary>Tests -Email, which selects users by their email address.</summary>
public class EmailTests
{
    private const string Members = "/v0/membership/org/org-123?include_claims=true";

    [Theory]
    [InlineData("Get-WhylabsApiKey -Email bob@example.com", "K2uVt5wNxe zP0gHsa6Ri")]
    [InlineData("Get-WhylabsApiKey -Email ' BOB@Example.COM '", "K2uVt5wNxe zP0gHsa6Ri")]
    [InlineData("Get-WhylabsApiKey -Email grace@example.com, bob@example.com -Alias p*", "K2uVt5wNxe")]
    [InlineData("Get-WhylabsApiKey -Email ada@example.com -IncludeRevoked -Alias leaked", "Qv71ksZpTa")]
    [InlineData("Get-WhylabsApiKey -Email grace@example.com -UnusedForDays 90", "T4ncYdo9Ju")]
    [InlineData("Get-WhylabsApiKey -Email bob@example.com, BOB@example.com", "K2uVt5wNxe zP0gHsa6Ri")]
    [InlineData("[pscustomobject]@{ Email = 'bob@example.com'; Name = 'Bob' } | Get-WhylabsApiKey", "K2uVt5wNxe zP0gHsa6Ri")]
    [InlineData("[pscustomobject]@{ Email = 'bob@example.com'; UserId = '' } | Get-WhylabsApiKey", "K2uVt5wNxe zP0gHsa6Ri")]
    [InlineData("[pscustomobject]@{ Email = ''; UserId = 'bob' } | Get-WhylabsApiKey", "K2uVt5wNxe zP0gHsa6Ri")]
    [InlineData(
        "[pscustomobject]@{ Email = 'bob@example.com' }, [pscustomobject]@{ UserId = 'user-789' } | Get-WhylabsApiKey",
        "K2uVt5wNxe zP0gHsa6Ri R6jLc1hUoS m9DqBf3EyG")]
    [InlineData(
        "[pscustomobject]@{ UserId = 'user-789' }, [pscustomobject]@{ Email = 'bob@example.com' } | Get-WhylabsApiKey",
        "R6jLc1hUoS m9DqBf3EyG K2uVt5wNxe zP0gHsa6Ri")]
    public async Task Email_lists_the_keys_of_the_user(string script, string expected)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(expected, string.Join(' ', sandbox.Lines(script)));
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey -UserId bob -Email grace@example.com")]
    [InlineData("Get-WhylabsApiKey -UserId bob -Email bob@example.com")]
    [InlineData("Get-WhylabsApiKey -UserId '' -Email bob@example.com")]
    [InlineData("New-WhylabsApiKey -UserId bob -Email grace@example.com")]
    [InlineData("$PSDefaultParameterValues['*-WhylabsApiKey:Email'] = 'grace@example.com'; Get-WhylabsApiKey -UserId bob")]
    [InlineData("[pscustomobject]@{ OrgId = 'org-123' } | Get-WhylabsApiKey -UserId bob -Email grace@example.com")]
    [InlineData("[pscustomobject]@{ Alias = 'ci' } | New-WhylabsApiKey -UserId bob -Email grace@example.com")]
    public async Task Email_beside_UserId_is_an_error(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ErrorRecord error = sandbox.RunToError(script);
        Assert.Equal("IncompatibleFilters", error.Id());
        Assert.Equal("-UserId and -Email both name an owner, and may name different ones.", error.ErrorDetails.Message);
        Assert.Equal("Omit one of the parameters that the message names.", error.ErrorDetails.RecommendedAction);
        Assert.Empty(sandbox.Server.Requests);
    }

    [Fact]
    public async Task Email_requests_the_members_once_for_each_command()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Lines(
            "$rows = 'bob', 'ada', 'grace' | ForEach-Object { [pscustomobject]@{ Email = \"$_@example.com\" } }; " +
            "$rows | Get-WhylabsApiKey");
        Assert.Single(sandbox.Server.Requests, request => request.Target == Members);

        sandbox.Store.Organizations.AddMember(new Member("org-123", "MEMBER", "user-new", "bob@example.com"));
        sandbox.Lines("Get-WhylabsApiKey -Email bob@example.com");
        Assert.EndsWith("?user_id=user-new", sandbox.Server.Requests[^1].Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_of_the_organization_is_requested_once_for_several_addresses()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.NotEmpty(sandbox.Lines("Get-WhylabsApiKey -Email bob@example.com, ada@example.com, grace@example.com -UnusedForDays 1"));
        Assert.Single(sandbox.Server.Requests, request => request.Target == "/v0/organizations/org-123/api-key");
    }

    [Fact]
    public async Task Email_without_a_user_is_an_error()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run("Get-WhylabsApiKey -Email nobody@example.com");
        Assert.Empty(result.Output);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("MemberNotFound", error.Id());
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Contains("@example.com", error.TargetObject?.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            [Members, "/v0/user?email=nobody%40example.com"], sandbox.Server.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task Email_with_one_unknown_address_of_three_is_one_error()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run("Get-WhylabsApiKey -Email bob@example.com, nobody@example.com, grace@example.com");
        Assert.Equal("MemberNotFound", Assert.Single(result.Errors).Id());
        Assert.Equal(5, result.Output.Count);
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey -Email heidi@example.com", "R6jLc1hUoS m9DqBf3EyG")]
    [InlineData("Get-WhylabsApiKey -Email ' Heidi@EXAMPLE.com ', bob@example.com -Alias s*", "m9DqBf3EyG")]
    [InlineData("[pscustomobject]@{ Email = 'heidi@example.com' } | Get-WhylabsApiKey -NeverExpires", "m9DqBf3EyG")]
    public async Task Email_of_a_former_member_lists_the_keys_of_the_user(string script, string expected)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(expected, string.Join(' ', sandbox.Lines(script)));
    }

    [Fact]
    public async Task Former_member_is_looked_up_once_for_several_organizations()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Lines("New-WhylabsApiKey user-789 -OrgId org-900 -Alias there");
        Assert.Equal(
            ["org-123", "org-123", "org-900"],
            sandbox.Lines("Get-WhylabsOrganization | Get-WhylabsApiKey -Email heidi@example.com | ForEach-Object OrgId"));
        Assert.Single(sandbox.Server.Requests, request => request.Target.StartsWith("/v0/user?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task New_accepts_the_email_of_a_SAML_member_and_refuses_that_of_a_former_member()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string keyId = Assert.Single(sandbox.Lines("New-WhylabsApiKey -Email linus@example.com -Alias claimed"));
        Assert.Equal([keyId], sandbox.Lines("Get-WhylabsApiKey -Email linus@example.com"));
        Assert.Equal("MemberNotFound", sandbox.RunToError("New-WhylabsApiKey -Email heidi@example.com -ErrorAction Stop").Id());
        Assert.Equal(1, sandbox.Writes);
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey -Email bob@example.com", "/v0/membership/")]
    [InlineData("Get-WhylabsApiKey -Email heidi@example.com", "/v0/user?")]
    [InlineData("New-WhylabsApiKey -Email bob@example.com", "/v0/membership/")]
    public async Task Missing_route_for_an_email_is_an_error_that_suggests_UserId(string script, string missing)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Server.FaultFor = request => request.Target.StartsWith(missing, StringComparison.Ordinal) ? "404" : null;
        ErrorRecord error = sandbox.RunToError(script);
        Assert.Equal("RouteNotFound", error.Id());
        Assert.Contains("specify the owner with -UserId", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(0, sandbox.Writes);
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey -Email bob@example.com")]
    [InlineData("Get-WhylabsApiKey -Orphaned")]
    public async Task Email_and_Orphaned_are_refused_in_v1(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsAdministratorAsync();
        Assert.NotEmpty(sandbox.Lines("Get-WhylabsApiKey"));
        Assert.Equal("UnsupportedInVersion", sandbox.RunToError(script).Id());
        Assert.Single(sandbox.Server.Requests);
    }

    [Fact]
    public async Task Email_of_two_users_lists_the_keys_of_both_and_creates_no_key()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Store.Organizations.AddMember(new Member("org-123", "MEMBER", "user-789", "bob@example.com"));
        Assert.Equal(4, sandbox.Lines("Get-WhylabsApiKey -Email bob@example.com").Length);
        Assert.Equal("MemberNotFound", Assert.Single(sandbox.Run("New-WhylabsApiKey -Email bob@example.com").Errors).Id());
        Assert.Equal(0, sandbox.Writes);
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey -Email $null")]
    [InlineData("Get-WhylabsApiKey -Email ''")]
    [InlineData("Get-WhylabsApiKey -Email ' '")]
    [InlineData("Get-WhylabsApiKey -Email @()")]
    [InlineData("Get-WhylabsApiKey -Email bob@example.com, ''")]
    [InlineData("Get-WhylabsApiKey -Email '' -UnusedForDays 1")]
    [InlineData("[pscustomobject]@{ Email = '' } | Get-WhylabsApiKey")]
    [InlineData("[pscustomobject]@{ Email = $null } | Get-WhylabsApiKey")]
    [InlineData("[pscustomobject]@{ Email = ''; UserId = '' } | Get-WhylabsApiKey")]
    public async Task Email_that_is_blank_does_not_list_all_users(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.NotEmpty(sandbox.Lines("Get-WhylabsApiKey"));
        Assert.Empty(sandbox.Run(script).Output);
        Assert.Single(sandbox.Server.Requests);
    }

    [Fact]
    public async Task Off_boarding_revokes_all_keys_of_a_user()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(
            ["AdMiN00001", "HMiFAgQeNb", "fh4dUNV3WQ"],
            sandbox.Lines("Get-WhylabsApiKey -Email ada@example.com | Revoke-WhylabsApiKey -Force"));
        Assert.Empty(sandbox.Lines("Get-WhylabsApiKey -Email ada@example.com"));
        Assert.DoesNotContain(sandbox.Store.All, key => key is { OrgId: "org-123", UserId: "user-123", Revoked: false });
        Assert.Contains(sandbox.Store.All, key => key is { OrgId: "org-123", Revoked: false });
    }
}
