using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Documentation;

/// <summary>The limit that .editorconfig states and no tool enforces.</summary>
public class LineLengthTests
{
    private const int Limit = 140;

    private static readonly string[] Roots = ["src", "tests"];

    [Fact]
    public void No_line_of_code_is_too_long()
    {
        Assert.Contains($"max_line_length = {Limit}\n", Repository.ReadText(".editorconfig"), StringComparison.Ordinal);
        string[] files = [.. Roots.SelectMany(root => Sources(Path.Combine(Repository.Folder, root)))];
        Assert.Contains(files, file => Path.GetFileName(file) == nameof(LineLengthTests) + ".cs");
        string[] tooLong = [.. files.SelectMany(file => TooLong(file, Path.GetRelativePath(Repository.Folder, file)))];
        Assert.True(tooLong.Length == 0, string.Join('\n', tooLong));
    }

    [Fact]
    public void A_cmdlet_is_short_enough_to_be_read_as_policy()
    {
        string folder = Path.Combine(Repository.Folder, "src", "WhylabsApiKey", "Commands");
        string[] files = Directory.GetFiles(folder);
        Assert.Equal(HelpSource.All.Count, files.Length);
        Assert.All(files, file => Assert.EndsWith("Command.cs", file, StringComparison.Ordinal));
        Assert.All(files, file => Assert.InRange(File.ReadLines(file).Count(), 1, 100));
    }

    private static IEnumerable<string> Sources(string root) => Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj"));

    private static IEnumerable<string> TooLong(string file, string name) => File.ReadLines(file)
        .Select((line, index) => (line.Length, Number: index + 1))
        .Where(line => line.Length > Limit)
        .Select(line => $"{name}:{line.Number} has {line.Length} characters");
}
