using WhylabsApiKey.Sandbox.Shell;

namespace WhylabsApiKey.Tests.Documentation;

/// <summary>The limit that .editorconfig states and no tool enforces.</summary>
public class LineLengthTests
{
    private const int Limit = 140;

    private static readonly string[] Roots =
    [
        "tests/WhylabsApiKey.Benchmarks",
        "tests/WhylabsApiKey.Tests",
        "tests/WhylabsApiKey.Unit.Tests",
    ];

    [Fact]
    public void No_line_of_code_is_too_long()
    {
        string repository = Path.GetFullPath(Path.Combine(ModuleShell.ModulePath, "..", ".."));
        string config = File.ReadAllText(Path.Combine(repository, ".editorconfig"));
        Assert.Contains($"max_line_length = {Limit}\n", config, StringComparison.Ordinal);
        string[] files = [.. Roots.SelectMany(root => Sources(Path.Combine(repository, root)))];
        Assert.Contains(files, file => Path.GetFileName(file) == nameof(LineLengthTests) + ".cs");
        Assert.Equal("", string.Join('\n', files.SelectMany(file => TooLong(file, Path.GetRelativePath(repository, file)))));
    }

    private static IEnumerable<string> Sources(string root) => Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj"));

    private static IEnumerable<string> TooLong(string file, string name) => File.ReadLines(file)
        .Select((line, index) => (line.Length, Number: index + 1))
        .Where(line => line.Length > Limit)
        .Select(line => $"{name}:{line.Number} has {line.Length} characters");
}
