using System.Text.RegularExpressions;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Documentation;

/// <summary>The code style that no tool enforces.</summary>
public partial class CodeStyleTests
{
    private const int Limit = 140;

    private static readonly string[] Roots = ["src", "tests"];

    [Fact]
    public void No_line_of_code_is_too_long()
    {
        Assert.Contains($"max_line_length = {Limit}\n", Repository.ReadText(".editorconfig"), StringComparison.Ordinal);
        AssertNowhere(text => text.Split('\n').Where(line => line.Length > Limit));
    }

    [Fact]
    public void A_single_line_has_no_braces()
    {
        Assert.Contains("csharp_prefer_braces = when_multiline:", Repository.ReadText(".editorconfig"), StringComparison.Ordinal);
        Assert.Single(BracesOfOneLine().Matches("    if (a)\n    {\n        b();\n    }\n"));
        AssertNowhere(text => BracesOfOneLine().Matches(text).Select(match => match.Value));
    }

    [Fact]
    public void A_cmdlet_is_short_enough_to_be_read_as_policy()
    {
        string folder = Path.Combine(Repository.Folder, "src", "WhylabsApiKey", "Commands");
        string[] files = Directory.GetFiles(folder);
        Assert.Equal(7, files.Length);
        Assert.All(files, file => Assert.EndsWith("Command.cs", file, StringComparison.Ordinal));
        Assert.All(files, file => Assert.InRange(File.ReadLines(file).Count(), 1, 100));
    }

    private static void AssertNowhere(Func<string, IEnumerable<string>> violations)
    {
        string[] files = [.. Roots.SelectMany(Repository.Sources)];
        Assert.Contains(files, file => Path.GetFileName(file) == nameof(CodeStyleTests) + ".cs");
        string[] found = [.. files.SelectMany(file => violations(File.ReadAllText(file)).Select(part => $"{file}: {part}"))];
        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    // Without "else": one branch of several lines puts braces around all.
    [GeneratedRegex(@"^( *)(if|for|foreach|while|using|lock) \(.*\)\n\1\{\n.*;\n\1\}\n(?!\1else)", RegexOptions.Multiline)]
    private static partial Regex BracesOfOneLine();
}
