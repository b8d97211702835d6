using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Creating;

/// <summary>Tests new keys whose owner is specified by an email address.</summary>
public class OwnerByEmailTests
{
    private const string Members = "/v0/membership/org/org-123?include_claims=true";

    [Fact]
    public async Task Members_are_cached_for_each_service_and_organization()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        await using SandboxServer other = await SandboxServer.StartAsync(new SandboxOptions());
        var demo = DemoOrganization.Seed(other.Store);
        other.Store.Organizations.AddMember(new Member("org-123", "MEMBER", "somebody-else", "zoe@example.com"));
        sandbox.Store.Organizations.AddMember(new Member("org-123", "MEMBER", "zoe", "zoe@example.com"));
        sandbox.Store.Organizations.AddMember(new Member("org-900", "MEMBER", "zoe-there", "zoe@example.com"));
        ShellResult result = sandbox.Run(
            """
            (New-WhylabsApiKey -Email zoe@example.com).UserId
            (New-WhylabsApiKey -Email zoe@example.com -OrgId org-900).UserId
            (New-WhylabsApiKey -Email zoe@example.com -Endpoint $args[0] -ApiKey $args[1]).UserId
            """,
            other.Endpoint,
            SandboxFixture.Secret(demo.OperatorToken));
        Assert.Equal(["zoe", "zoe-there", "somebody-else"], result.Output.Select(user => user.ToString()));
    }

    [Theory]
    [InlineData("New-WhylabsApiKey -Email nobody@example.com")]
    [InlineData("New-WhylabsApiKey -Email bob@example.com.attacker.example")]
    [InlineData("[pscustomobject]@{ Email = 'nobody@example.com' } | New-WhylabsApiKey")]
    [InlineData("New-WhylabsApiKey -Email carol@example.com")]
    public async Task Unknown_address_is_an_error_and_creates_no_key(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run(script);
        Assert.Empty(result.Output);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("MemberNotFound", error.Id());
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Contains("@example.com", error.TargetObject?.ToString(), StringComparison.Ordinal);
        Assert.Equal([Members], sandbox.Server.Requests.Select(request => request.Target));
    }

    [Theory]
    [InlineData("New-WhylabsApiKey -Email ''")]
    [InlineData("New-WhylabsApiKey")]
    public async Task Blank_address_creates_no_key(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run(script);
        Assert.Single(result.Errors.Append(result.EndedBy).OfType<ErrorRecord>());
        Assert.Empty(result.Output);
        Assert.Empty(sandbox.Server.Requests);
    }

    [Fact]
    public async Task Each_row_with_an_email_address_creates_a_key()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(
            ["bob first", "user-456 second"],
            sandbox.Lines(
                "[pscustomobject]@{ Email = 'bob@example.com'; Alias = 'first' }, " +
                "[pscustomobject]@{ Email = 'grace@example.com'; Alias = 'second' } " +
                "| New-WhylabsApiKey | ForEach-Object { \"$($_.UserId) $($_.Alias)\" }"));
    }
}
