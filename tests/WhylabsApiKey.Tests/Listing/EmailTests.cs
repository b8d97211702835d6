using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Commands;

/// <summary>Users named by their email address.</summary>
public class EmailTests
{
    private const string Members = "/v0/organizations/org-123/membership";

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
    [InlineData("[pscustomobject]@{ Email = 'bob@example.com' }, [pscustomobject]@{ UserId = 'user-789' } | Get-WhylabsApiKey", "K2uVt5wNxe zP0gHsa6Ri R6jLc1hUoS m9DqBf3EyG")]
    [InlineData("[pscustomobject]@{ UserId = 'user-789' }, [pscustomobject]@{ Email = 'bob@example.com' } | Get-WhylabsApiKey", "R6jLc1hUoS m9DqBf3EyG K2uVt5wNxe zP0gHsa6Ri")]
    public async Task Keys_are_listed_by_the_address_of_their_user(string script, string expected)
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal(expected, string.Join(' ', lab.Lines(script)));
    }

    [Fact]
    public async Task Members_are_asked_for_once_in_a_command_and_again_in_the_next()
    {
        await using Lab lab = await Lab.OpenAsync();
        lab.Lines("$rows = 'bob', 'ada', 'grace' | ForEach-Object { [pscustomobject]@{ Email = \"$_@example.com\" } }; $rows | Get-WhylabsApiKey");
        Assert.Single(lab.Server.Requests, request => request.Target == Members);

        lab.Store.Organizations.AddMember(new Member("org-123", "MEMBER", "user-new", "bob@example.com"));
        lab.Lines("Get-WhylabsApiKey -Email bob@example.com");
        Assert.EndsWith("?user_id=user-new", lab.Server.Requests[^1].Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_are_remembered_per_service_and_organization()
    {
        await using Lab lab = await Lab.OpenAsync();
        await using SandboxServer other = await SandboxServer.StartAsync(new SandboxOptions());
        var demo = DemoOrganization.Seed(other.Store);
        other.Store.Organizations.AddMember(new Member("org-123", "MEMBER", "somebody-else", "zoe@example.com"));
        lab.Store.Organizations.AddMember(new Member("org-123", "MEMBER", "zoe", "zoe@example.com"));
        lab.Store.Organizations.AddMember(new Member("org-900", "MEMBER", "zoe-there", "zoe@example.com"));
        ShellResult result = lab.Run(
            """
            (New-WhylabsApiKey -Email zoe@example.com).UserId
            (New-WhylabsApiKey -Email zoe@example.com -OrgId org-900).UserId
            (New-WhylabsApiKey -Email zoe@example.com -Endpoint $args[0] -ApiKey $args[1]).UserId
            """,
            other.Endpoint,
            Lab.Secret(demo.OperatorToken));
        Assert.Equal(["zoe", "zoe-there", "somebody-else"], result.Output.Select(user => user.ToString()));
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey -Email nobody@example.com")]
    [InlineData("New-WhylabsApiKey -Email nobody@example.com")]
    [InlineData("New-WhylabsApiKey -Email bob@example.com.attacker.example")]
    [InlineData("[pscustomobject]@{ Email = 'nobody@example.com' } | New-WhylabsApiKey")]
    [InlineData("New-WhylabsApiKey -Email carol@example.com")]
    public async Task Nobody_of_that_address_is_an_error_and_no_key(string script)
    {
        await using Lab lab = await Lab.OpenAsync();
        ShellResult result = lab.Run(script);
        Assert.Empty(result.Output);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("MemberNotFound", error.Id());
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Contains("@example.com", error.TargetObject?.ToString(), StringComparison.Ordinal);
        Assert.Equal([Members], lab.Server.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task One_unknown_address_of_three_is_one_error()
    {
        await using Lab lab = await Lab.OpenAsync();
        ShellResult result = lab.Run("Get-WhylabsApiKey -Email bob@example.com, nobody@example.com, grace@example.com");
        Assert.Equal("MemberNotFound", Assert.Single(result.Errors).Id());
        Assert.Equal(5, result.Output.Count);
    }

    [Fact]
    public async Task An_address_of_two_users_lists_both_and_makes_a_key_for_neither()
    {
        await using Lab lab = await Lab.OpenAsync();
        lab.Store.Organizations.AddMember(new Member("org-123", "MEMBER", "user-789", "bob@example.com"));
        Assert.Equal(4, lab.Lines("Get-WhylabsApiKey -Email bob@example.com").Length);
        Assert.Equal("MemberNotFound", Assert.Single(lab.Run("New-WhylabsApiKey -Email bob@example.com").Errors).Id());
        Assert.Equal(0, lab.Writes);
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
    [InlineData("New-WhylabsApiKey -Email ''")]
    [InlineData("New-WhylabsApiKey")]
    public async Task A_blank_address_never_means_all_users(string script)
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Empty(lab.Run(script).Output);
        Assert.Empty(lab.Server.Requests);
    }

    [Fact]
    public async Task Off_boarding_a_person_leaves_none_of_their_keys_alive()
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal(["AdMiN00001", "HMiFAgQeNb", "fh4dUNV3WQ"], lab.Lines("Get-WhylabsApiKey -Email ada@example.com | Revoke-WhylabsApiKey -Force"));
        Assert.Empty(lab.Lines("Get-WhylabsApiKey -Email ada@example.com"));
        Assert.DoesNotContain(lab.Store.All, key => key is { OrgId: "org-123", UserId: "user-123", Revoked: false });
        Assert.Contains(lab.Store.All, key => key is { OrgId: "org-123", Revoked: false });
    }

    [Fact]
    public async Task Rows_of_people_get_a_key_each()
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal(
            ["bob first", "user-456 second"],
            lab.Lines("[pscustomobject]@{ Email = 'bob@example.com'; Alias = 'first' }, [pscustomobject]@{ Email = 'grace@example.com'; Alias = 'second' } | New-WhylabsApiKey | ForEach-Object { \"$($_.UserId) $($_.Alias)\" }"));
    }
}
