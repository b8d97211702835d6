using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;
using static WhylabsApiKey.Tests.Support.TabCompletion;

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>Tests tab completion from the cache of the runspace, without requests.</summary>
public class CompletionTests
{
    [Fact]
    public async Task Scopes_are_completed_with_a_description()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        CompletionResult[] all = Complete(sandbox, "New-WhylabsApiKey bob -Scope ");
        Assert.Equal(12, all.Length);
        Assert.All(all, scope => Assert.Matches($"^{scope.CompletionText}: [a-z].{{10,}}", scope.ToolTip));
        Assert.Equal(
            [":write_data", ":write_notification", ":write_resource"],
            Texts(sandbox, "New-WhylabsApiKey bob -Scope WRITE").Order(StringComparer.Ordinal));
        Assert.Equal([":administrator"], Texts(sandbox, "New-WhylabsApiKey bob -Scope :user, :admin"));
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey -ExpiringWithinDays ")]
    [InlineData("Get-WhylabsApiKey -UnusedForDays ")]
    [InlineData("New-WhylabsApiKey -ExpiresInDays ")]
    [InlineData("Update-WhylabsApiKey -ExpiresInDays ")]
    public async Task Days_are_completed_with_a_week_a_month_or_a_quarter(string line)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(["7", "30", "90"], Texts(sandbox, line));
        Assert.Equal(["30"], Texts(sandbox, line + "3"));
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey ")]
    [InlineData("Get-WhylabsApiKey -UserId ")]
    [InlineData("Get-WhylabsApiKey -Alias ")]
    [InlineData("Connect-Whylabs -OrgId ")]
    [InlineData("Revoke-WhylabsApiKey -KeyId ")]
    public async Task Empty_cache_offers_nothing_and_sends_no_request(string line)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.NotEmpty(Values(sandbox, "New-WhylabsApiKey bob -Scope "));
        Assert.DoesNotContain(Complete(sandbox, line), result => result.ResultType == CompletionResultType.ParameterValue);
        Assert.Empty(sandbox.Server.Requests);
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey HM", "HMiFAgQeNb")]
    [InlineData("get-whylabsapikey hm", "HMiFAgQeNb")]
    [InlineData("Get-WhylabsApiKey b8XwE2rLmC, zP", "zP0gHsa6Ri")]
    [InlineData("Get-WhylabsApiKey -KeyId 'HM", "HMiFAgQeNb")]
    [InlineData("Revoke-WhylabsApiKey T4", "T4ncYdo9Ju")]
    [InlineData("Update-WhylabsApiKey -KeyId T4", "T4ncYdo9Ju")]
    [InlineData("Revoke-WhylabsApiKey T4ncYdo9Ju user-4", "user-456")]
    [InlineData("Get-WhylabsApiKey -UserId bob, user-7", "user-789")]
    [InlineData("New-WhylabsApiKey -UserId b", "bob")]
    [InlineData("New-WhylabsApiKey -OrgId org", "org-123")]
    [InlineData("Test-WhylabsApiKey -OrgId ", "org-123")]
    [InlineData("Get-WhylabsApiKey -Alias tra", "trainer")]
    [InlineData("New-WhylabsApiKey bob -Alias tra", "trainer")]
    [InlineData("Get-WhylabsApiKey -KeyId Qv", "")]
    [InlineData("Get-WhylabsApiKey -KeyId nothing", "")]
    public async Task Ids_and_aliases_are_completed_from_the_cache(string line, string expected)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Lines("Get-WhylabsApiKey; Get-WhylabsApiKey -UserId user-123 -IncludeRevoked");
        int requests = sandbox.Server.Requests.Count;
        Assert.Equal(expected, string.Join(' ', Values(sandbox, line)));
        Assert.Equal(requests, sandbox.Server.Requests.Count);
    }

    [Fact]
    public async Task Tooltip_shows_alias_owner_and_expiry()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Lines("Get-WhylabsApiKey");
        string expiry = sandbox.Lines("(Get-WhylabsApiKey zP0gHsa6Ri).ExpirationTime.ToString('yyyy-MM-dd')")[0];
        Assert.Equal($"\"ci\" of bob, expires {expiry}", Assert.Single(Complete(sandbox, "Get-WhylabsApiKey zP")).ToolTip);
        Assert.Equal("\"dashboard\" of user-456, expires never", Assert.Single(Complete(sandbox, "Get-WhylabsApiKey -Alias dash")).ToolTip);
        Assert.Equal("ci, poc", Assert.Single(Complete(sandbox, "Get-WhylabsApiKey -UserId b")).ToolTip);
    }

    [Theory]
    [InlineData("New-WhylabsApiKey someone met-now -OrgId org-123", "Get-WhylabsApiKey -Alias met", "met-now")]
    [InlineData("Get-WhylabsApiKey zP0gHsa6Ri", "Revoke-WhylabsApiKey zP0gHsa6R", "zP0gHsa6Ri")]
    [InlineData("Get-WhylabsApiKey; Revoke-WhylabsApiKey zP0gHsa6Ri -Force", "Revoke-WhylabsApiKey zP0gHsa6R", "")]
    [InlineData("Get-WhylabsApiKey; Update-WhylabsApiKey zP0gHsa6Ri -Save { } -Force", "Revoke-WhylabsApiKey zP0gHsa6R", "")]
    [InlineData("Get-WhylabsApiKey; Disconnect-Whylabs", "Revoke-WhylabsApiKey zP0gHsa6R", "")]
    public async Task Cache_is_updated_immediately(string script, string line, string expected)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Lines(script);
        Assert.Equal(expected, string.Join(' ', Values(sandbox, line)));
    }

    [Fact]
    public async Task Cache_belongs_to_one_runspace()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Lines("Get-WhylabsApiKey");
        Assert.NotEmpty(Values(sandbox, "Get-WhylabsApiKey -UserId "));
        using var other = ModuleShell.Open(new ShellHost(TextWriter.Null));
        Assert.Empty(
            other.Run(
                "(TabExpansion2 'Get-WhylabsApiKey -UserId ' 26).CompletionMatches.Where{ $_.ResultType -eq 'ParameterValue' }").Output);
    }

    [Fact]
    public async Task Cache_keeps_the_last_thousand_keys()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        for (int i = 0; i < 1500; i++)
            sandbox.Store.Add(new StoredKey($"Many{i:D6}", "x", "org-900", "someone", DateTime.UtcNow));
        sandbox.Lines("Get-WhylabsApiKey; $null = Get-WhylabsApiKey -OrgId org-900");
        Assert.Equal(1000, Complete(sandbox, "Get-WhylabsApiKey ").Length);
        sandbox.Lines("Get-WhylabsApiKey zP0gHsa6Ri");
        Assert.Equal(1000, Complete(sandbox, "Get-WhylabsApiKey ").Length);
        Assert.Equal(["zP0gHsa6Ri"], Texts(sandbox, "Get-WhylabsApiKey z"));
    }
}
