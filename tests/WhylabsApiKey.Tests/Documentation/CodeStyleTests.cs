using System.Text.RegularExpressions;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Documentation;

/// <summary>Tests the rules of code style that no analyzer checks.</summary>
public partial class CodeStyleTests
{
    private const int Limit = 140;

    private static readonly string[] Roots = ["src", "tests"];

    [Fact]
    public void No_line_of_code_is_too_long()
    {
        Assert.Contains($"max_line_length = {Limit}\n", Repository.ReadText(".editorconfig"), StringComparison.Ordinal);
        AssertNoViolations(text => text.Split('\n').Where(line => line.Length > Limit));
    }

    [Fact]
    public void Single_statement_on_one_line_has_no_braces()
    {
        Assert.Contains("csharp_prefer_braces = when_multiline:", Repository.ReadText(".editorconfig"), StringComparison.Ordinal);
        Assert.Single(BracesOfOneLine().Matches("    if (a)\n    {\n        b();\n    }\n"));
        AssertNoViolations(text => BracesOfOneLine().Matches(text).Select(match => match.Value));
    }

    [Fact]
    public void Each_file_of_a_cmdlet_has_at_most_100_lines()
    {
        string folder = Path.Combine(Repository.Folder, "src", "WhylabsApiKey", "Commands");
        string[] files = Directory.GetFiles(folder);
        Assert.Equal(HelpSource.All.Count, files.Length);
        Assert.All(files, file => Assert.EndsWith("Command.cs", file, StringComparison.Ordinal));
        Assert.All(files, file => Assert.InRange(File.ReadLines(file).Count(), 1, 100));
    }

    private static void AssertNoViolations(Func<string, IEnumerable<string>> violations)
    {
        string[] files = [.. Roots.SelectMany(Repository.Sources)];
        Assert.Contains(files, file => Path.GetFileName(file) == nameof(CodeStyleTests) + ".cs");
        string[] found = [.. files.SelectMany(file => violations(File.ReadAllText(file)).Select(part => $"{file}: {part}"))];
        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    // A branch before "else" is excluded, because all branches have braces if one of them has several lines.
    [GeneratedRegex(@"^( *)(if|for|foreach|while|using|lock) \(.*\)\n\1\{\n.*;\n\1\}\n(?!\1else)", RegexOptions.Multiline)]
    private static partial Regex BracesOfOneLine();
}
