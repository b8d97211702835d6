using System.Management.Automation;
using System.Management.Automation.Language;

namespace WhylabsApiKey.Unit.Tests.Input;

/// <summary>Tests the completion of values and their quoting.</summary>
public class CompletionTests
{
    [Theory]
    [InlineData("", "7 30 90")]
    [InlineData("3", "30")]
    [InlineData("4", "")]
    public void Days_are_completed_with_a_week_a_month_or_a_quarter(string word, string expected) =>
        Assert.Equal(expected, string.Join(' ', new DaysCompleter().CompleteArgument("", "", word, null!, null!).Select(Text)));

    [Theory]
    [InlineData("WRITE", ":write_data :write_notification :write_resource")]
    [InlineData(":admin", ":administrator")]
    [InlineData("'admin", ":administrator")]
    [InlineData("fly", "")]
    public void Scopes_are_completed_in_any_case_and_without_a_colon(string word, string expected) =>
        Assert.Equal(expected, string.Join(' ', new ScopeCompleter().CompleteArgument("", "", word, null!, null!).Select(Text)));

    [Theory]
    [InlineData("a-b_c", "a-b_c")]
    [InlineData("1234567890", "'1234567890'")]
    [InlineData("007", "'007'")]
    [InlineData("7", "7")]
    [InlineData("two words", "'two words'")]
    [InlineData("it's", "'it''s'")]
    [InlineData("it\u2019s", "'it\u2019\u2019s'")]
    [InlineData("$env:HOME", "'$env:HOME'")]
    [InlineData("-a", "'-a'")]
    [InlineData("a.b", "a.b")]
    [InlineData("90d", "'90d'")]
    public void Value_is_quoted_when_the_parser_requires_it(string value, string expected)
    {
        CompletionResult result = Assert.Single(Completion.Of("", [(value, "tip")]));
        Assert.Equal((expected, value, "tip"), (result.CompletionText, result.ListItemText, result.ToolTip));
        var command = (CommandAst)Parser.ParseInput($"x {result.CompletionText}", out _, out ParseError[] errors)
            .Find(ast => ast is CommandAst, true);
        Assert.Empty(errors);
        Assert.Equal(value, command.CommandElements[1].SafeGetValue().ToString());
    }

    [Theory]
    [InlineData("any\nRemove-Item")]
    [InlineData("user\u001b[2J")]
    [InlineData(" ")]
    public void Value_with_control_characters_is_not_offered(string value) =>
        Assert.Equal(["plain"], Completion.Of("", [("plain", "tip"), (value, "tip")]).Select(Text));

    private static string Text(CompletionResult result) => result.CompletionText;
}
