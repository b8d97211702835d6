using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Tests.Support;
using static WhylabsApiKey.Tests.Support.TabCompletion;

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>Tests the quoting of completed values.</summary>
public class CompletionQuotingTests
{
    public static TheoryData<string> Names =>
    [
        "two words", "it's", "it\u2019s \u2018so\u2019", "say \"so\"", "a\u201Cso\u201D", "$env:HOME", "a`b", "a;b", "a,b", "(a)", "@a",
        "#a", "-a", "--", "\u2013a", "{a}", "a|b", "a&b", "<a>",
        "*", "prod[1]", "what?", "a`*b[", "007", "1e3", "12kb", "0x10", "90d", ".5", "5", "1234567890", "a:b", "a.b", "a/b", "\\a", "%a",
        "ü", "true", "if", "::a", "a-b_c",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Completed_line_parses_to_the_offered_value(string name)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Store.Add(new StoredKey(name, "x", name, name, DateTime.UtcNow) { Alias = name });
        sandbox.Run("Get-WhylabsApiKey -OrgId $args[0]", name).ThrowIfFailed();
        sandbox.Lines(
            "function Show-Bound { [CmdletBinding()] param([string] $OrgId, [string[]] $KeyId, [string[]] $UserId, [string] $Alias) " +
            "$PSBoundParameters.Values }");

        foreach (string parameter in (string[])["OrgId", "KeyId", "UserId"])
        {
            string line = Completed(sandbox, $"Get-WhylabsApiKey -{parameter} ", "");
            Assert.Equal([name], sandbox.Lines(line.Replace("Get-WhylabsApiKey", "Show-Bound", StringComparison.Ordinal)));
        }

        Assert.Equal(
            [name],
            sandbox.Lines(
                Completed(sandbox, "New-WhylabsApiKey -Alias ", "").Replace("New-WhylabsApiKey", "Show-Bound", StringComparison.Ordinal)));
        string pattern = Assert.Single(
            sandbox.Lines(
                Completed(sandbox, "Get-WhylabsApiKey -Alias ", "").Replace("Get-WhylabsApiKey", "Show-Bound", StringComparison.Ordinal)));
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
    public async Task Completion_finishes_a_quoted_word(string alias, string typed)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Store.Add(new StoredKey("AnyKey0001", "x", "org-123", "someone", DateTime.UtcNow) { Alias = alias });
        sandbox.Lines("Get-WhylabsApiKey -UserId someone, user-456");
        Assert.Equal([alias], sandbox.Lines($"({Completed(sandbox, "Get-WhylabsApiKey -Alias ", typed)})[0].Alias"));
    }

    [Fact]
    public async Task Completion_works_for_aliases_and_qualified_command_names()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Store.Add(new StoredKey("AnyKey0001", "x", "org-123", "someone", DateTime.UtcNow) { Alias = "any*" });
        sandbox.Lines("Get-WhylabsApiKey; $ExecutionContext.InvokeProvider.Item.Set('Alias:nwk', 'New-WhylabsApiKey')");
        foreach (string command in (string[])["new-whylabsapikey", "WhylabsApiKey\\New-WhylabsApiKey", "nwk"])
            Assert.Equal(["'any*'"], Texts(sandbox, $"{command} bob -Alias any"));
    }

    [Fact]
    public async Task Value_with_control_characters_is_not_offered()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Store.Add(new StoredKey("AnyKey0001", "x", "org-123", "user\u001b[2J", DateTime.UtcNow) { Alias = "any\nRemove-Item" });
        sandbox.Lines("Get-WhylabsApiKey");
        Assert.Empty(Values(sandbox, "Get-WhylabsApiKey -Alias any"));
        Assert.DoesNotContain(Values(sandbox, "Get-WhylabsApiKey -UserId user"), value => value.Any(char.IsControl));
        Assert.DoesNotContain(Assert.Single(Complete(sandbox, "Get-WhylabsApiKey AnyKey")).ToolTip, char.IsControl);
    }
}
