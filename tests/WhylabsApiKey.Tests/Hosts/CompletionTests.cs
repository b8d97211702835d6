using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests;

/// <summary>What Tab offers, from what the runspace has met and without asking the service.</summary>
public class CompletionTests
{
    [Fact]
    public async Task Scopes_have_a_description_each()
    {
        await using Lab lab = await Lab.OpenAsync();
        CompletionResult[] all = Complete(lab, "New-WhylabsApiKey bob -Scope ");
        Assert.Equal(12, all.Length);
        Assert.All(all, scope => Assert.Matches($"^{scope.CompletionText}: [a-z].{{10,}}", scope.ToolTip));
        Assert.Equal([":write_data", ":write_notification", ":write_resource"], Texts(lab, "New-WhylabsApiKey bob -Scope WRITE").Order(StringComparer.Ordinal));
        Assert.Equal([":administrator"], Texts(lab, "New-WhylabsApiKey bob -Scope :user, :admin"));
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey -ExpiringWithinDays ")]
    [InlineData("Get-WhylabsApiKey -UnusedForDays ")]
    [InlineData("New-WhylabsApiKey -ExpiresInDays ")]
    [InlineData("Update-WhylabsApiKey -ExpiresInDays ")]
    public async Task Days_are_a_week_a_month_or_a_quarter(string line)
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal(["7", "30", "90"], Texts(lab, line));
        Assert.Equal(["30"], Texts(lab, line + "3"));
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey ")]
    [InlineData("Get-WhylabsApiKey -UserId ")]
    [InlineData("Get-WhylabsApiKey -Alias ")]
    [InlineData("Connect-Whylabs -OrgId ")]
    [InlineData("Revoke-WhylabsApiKey -KeyId ")]
    public async Task With_nothing_met_nothing_is_offered_and_nobody_is_asked(string line)
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.DoesNotContain(Complete(lab, line), result => result.ResultType == CompletionResultType.ParameterValue);
        Assert.Empty(lab.Server.Requests);
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
    public async Task Ids_and_aliases_come_from_what_was_met(string line, string expected)
    {
        await using Lab lab = await Lab.OpenAsync();
        lab.Lines("Get-WhylabsApiKey; Get-WhylabsApiKey -UserId user-123 -IncludeRevoked");
        int requests = lab.Server.Requests.Count;
        Assert.Equal(expected, string.Join(' ', Values(lab, line)));
        Assert.Equal(requests, lab.Server.Requests.Count);
    }

    [Fact]
    public async Task A_tip_tells_alias_owner_and_expiry()
    {
        await using Lab lab = await Lab.OpenAsync();
        lab.Lines("Get-WhylabsApiKey");
        string expiry = lab.Lines("(Get-WhylabsApiKey zP0gHsa6Ri).ExpirationTime.ToString('yyyy-MM-dd')")[0];
        Assert.Equal($"\"ci\" of bob, expires {expiry}", Assert.Single(Complete(lab, "Get-WhylabsApiKey zP")).ToolTip);
        Assert.Equal("\"dashboard\" of user-456, expires never", Assert.Single(Complete(lab, "Get-WhylabsApiKey -Alias dash")).ToolTip);
        Assert.Equal("ci, poc", Assert.Single(Complete(lab, "Get-WhylabsApiKey -UserId b")).ToolTip);
    }

    [Theory]
    [InlineData("New-WhylabsApiKey someone met-now -OrgId org-123", "Get-WhylabsApiKey -Alias met", "met-now")]
    [InlineData("Get-WhylabsApiKey zP0gHsa6Ri", "Revoke-WhylabsApiKey zP0gHsa6R", "zP0gHsa6Ri")]
    [InlineData("Get-WhylabsApiKey; Revoke-WhylabsApiKey zP0gHsa6Ri -Force", "Revoke-WhylabsApiKey zP0gHsa6R", "")]
    [InlineData("Get-WhylabsApiKey; Update-WhylabsApiKey zP0gHsa6Ri -Save { } -Force", "Revoke-WhylabsApiKey zP0gHsa6R", "")]
    [InlineData("Get-WhylabsApiKey; Disconnect-Whylabs", "Revoke-WhylabsApiKey zP0gHsa6R", "")]
    public async Task What_is_met_and_what_is_gone_counts_at_once(string script, string line, string expected)
    {
        await using Lab lab = await Lab.OpenAsync();
        lab.Lines(script);
        Assert.Equal(expected, string.Join(' ', Values(lab, line)));
    }

    [Fact]
    public async Task Another_runspace_is_offered_nothing()
    {
        await using Lab lab = await Lab.OpenAsync();
        lab.Lines("Get-WhylabsApiKey");
        using var other = ModuleShell.Open(new ShellHost(TextWriter.Null));
        Assert.Empty(other.Run("(TabExpansion2 'Get-WhylabsApiKey -UserId ' 26).CompletionMatches.Where{ $_.ResultType -eq 'ParameterValue' }").Output);
    }

    public static TheoryData<string> Names =>
    [
        "two words", "it's", "it\u2019s \u2018so\u2019", "say \"so\"", "\u201Cso\u201D", "$env:HOME", "a`b", "a;b", "a,b", "(a)", "@a", "#a", "-a", "--", "\u2013a", "{a}", "a|b", "a&b", "<a>",
        "*", "prod[1]", "what?", "a`*b[", "007", "1e3", "12kb", "0x10", "90d", ".5", "5", "1234567890", "a:b", "a.b", "a/b", "\\a", "%a", "ü", "true", "if", "::a", "a-b_c",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_completed_line_parses_and_means_that_very_value(string name)
    {
        await using Lab lab = await Lab.OpenAsync();
        lab.Store.Add(new StoredKey(name, "x", name, name, DateTime.UtcNow) { Alias = name });
        lab.Run("Get-WhylabsApiKey -OrgId $args[0]", name).ThrowIfFailed();
        lab.Lines("function Show-Bound { [CmdletBinding()] param([string] $OrgId, [string[]] $KeyId, [string[]] $UserId, [string] $Alias) $PSBoundParameters.Values }");

        foreach (string parameter in (string[])["OrgId", "KeyId", "UserId"])
        {
            string line = Completed(lab, $"Get-WhylabsApiKey -{parameter} ", "");
            Assert.Equal([name], lab.Lines(line.Replace("Get-WhylabsApiKey", "Show-Bound", StringComparison.Ordinal)));
        }

        Assert.Equal([name], lab.Lines(Completed(lab, "New-WhylabsApiKey -Alias ", "").Replace("New-WhylabsApiKey", "Show-Bound", StringComparison.Ordinal)));
        string pattern = Assert.Single(lab.Lines(Completed(lab, "Get-WhylabsApiKey -Alias ", "").Replace("Get-WhylabsApiKey", "Show-Bound", StringComparison.Ordinal)));
        Assert.True(WildcardPattern.Get(pattern, WildcardOptions.None).IsMatch(name));
        Assert.False(WildcardPattern.Get(pattern, WildcardOptions.None).IsMatch(name + name));
    }

    [Theory]
    [InlineData("two words", "'two w")]
    [InlineData("two words", "\"two w")]
    [InlineData("two words", "two")]
    [InlineData("it's", "'it''")]
    [InlineData("it's", "\"it's")]
    [InlineData("it's", "it")]
    [InlineData("it\u2019s", "'it\u2019\u2019s")]
    [InlineData("prod[1]", "'prod[")]
    [InlineData("prod[1]", "'prod`[")]
    [InlineData("dashboard", "'dash'")]
    [InlineData("dashboard", "\u2018dash")]
    public async Task A_word_that_was_begun_in_quotes_is_finished(string alias, string typed)
    {
        await using Lab lab = await Lab.OpenAsync();
        lab.Store.Add(new StoredKey("AnyKey0001", "x", "org-123", "someone", DateTime.UtcNow) { Alias = alias });
        lab.Lines("Get-WhylabsApiKey -UserId someone, user-456");
        Assert.Equal([alias], lab.Lines($"({Completed(lab, "Get-WhylabsApiKey -Alias ", typed)})[0].Alias"));
    }

    [Fact]
    public async Task The_command_may_be_written_in_any_way()
    {
        await using Lab lab = await Lab.OpenAsync();
        lab.Store.Add(new StoredKey("AnyKey0001", "x", "org-123", "someone", DateTime.UtcNow) { Alias = "any*" });
        lab.Lines("Get-WhylabsApiKey; $ExecutionContext.InvokeProvider.Item.Set('Alias:nwk', 'New-WhylabsApiKey')");
        foreach (string command in (string[])["new-whylabsapikey", "WhylabsApiKey\\New-WhylabsApiKey", "nwk"])
            Assert.Equal(["'any*'"], Texts(lab, $"{command} bob -Alias any"));
    }

    [Fact]
    public async Task A_value_that_would_act_on_the_console_is_not_offered()
    {
        await using Lab lab = await Lab.OpenAsync();
        lab.Store.Add(new StoredKey("AnyKey0001", "x", "org-123", "user\u001b[2J", DateTime.UtcNow) { Alias = "any\nRemove-Item" });
        lab.Lines("Get-WhylabsApiKey");
        Assert.Empty(Values(lab, "Get-WhylabsApiKey -Alias any"));
        Assert.DoesNotContain(Values(lab, "Get-WhylabsApiKey -UserId user"), value => value.Any(char.IsControl));
        Assert.DoesNotContain(Assert.Single(Complete(lab, "Get-WhylabsApiKey AnyKey")).ToolTip, char.IsControl);
    }

    [Fact]
    public async Task Of_very_many_keys_the_last_thousand_are_offered()
    {
        await using Lab lab = await Lab.OpenAsync();
        for (int i = 0; i < 1500; i++)
            lab.Store.Add(new StoredKey($"Many{i:D6}", "x", "org-900", "someone", DateTime.UtcNow));
        lab.Lines("Get-WhylabsApiKey; $null = Get-WhylabsApiKey -OrgId org-900");
        Assert.Equal(1000, Complete(lab, "Get-WhylabsApiKey ").Length);
        lab.Lines("Get-WhylabsApiKey zP0gHsa6Ri");
        Assert.Equal(1000, Complete(lab, "Get-WhylabsApiKey ").Length);
        Assert.Equal(["zP0gHsa6Ri"], Texts(lab, "Get-WhylabsApiKey z"));
    }

    private static CompletionResult[] Complete(Lab lab, string line) =>
        [.. lab.Run("(TabExpansion2 $args[0] $args[0].Length).CompletionMatches", line).Output.Select(item => (CompletionResult)item.BaseObject)];

    private static IEnumerable<string> Texts(Lab lab, string line) => Complete(lab, line).Select(result => result.CompletionText);

    private static IEnumerable<string> Values(Lab lab, string line) => Complete(lab, line)
        .Where(result => result.ResultType == CompletionResultType.ParameterValue).Select(result => result.ListItemText);

    /// <summary>The line after Tab, with its only completion in it.</summary>
    private static string Completed(Lab lab, string before, string typed)
    {
        string line = before + typed;
        var completion = (CommandCompletion)Assert.Single(lab.Run("TabExpansion2 $args[0] $args[0].Length", line).Output).BaseObject;
        CompletionResult match = Assert.Single(completion.CompletionMatches, result => result.ResultType == CompletionResultType.ParameterValue);
        return string.Concat(line.AsSpan(0, completion.ReplacementIndex), match.CompletionText, line.AsSpan(completion.ReplacementIndex + completion.ReplacementLength));
    }
}
