using System.Globalization;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Documentation;

/// <summary>Tests the script that counts the test results of a CI run and prints them in the last line.</summary>
public sealed class CountTests : IDisposable
{
    private readonly DirectoryInfo _results = Directory.CreateTempSubdirectory();

    public static bool HasBash => !OperatingSystem.IsWindows();

    // The second row is from a real run, in which one of 855 tests was skipped.
    [Theory(SkipUnless = nameof(HasBash), Skip = "The script needs bash.")]
    [InlineData("total='312' executed='312' passed='312' failed='0' notExecuted='0'", 1, "312 passed, 0 failed", 0)]
    [InlineData("total='855' executed='854' passed='854' failed='0' notExecuted='0'", 1, "854 passed, 0 failed, 1 skipped", 0)]
    [InlineData("total='855' executed='854' passed='850' failed='4' notExecuted='0'", 1, "850 passed, 4 failed, 1 skipped", 1)]
    [InlineData("total='5' executed='5' passed='4' failed='0' error='1' notExecuted='0'", 1, "4 passed, 1 failed", 1)]
    [InlineData("total='3' executed='3' passed='3' failed='0' notExecuted='0'", 2, "3 passed, 0 failed", 1)]
    [InlineData("total='2' executed='0' passed='0' failed='0' notExecuted='0'", 1, "0 passed, 0 failed, 2 skipped", 1)]
    public async Task Count_has_each_test_once(string counters, int projects, string line, int exitCode)
    {
        Write("one.trx", counters);
        Assert.Equal((exitCode, line), await CountAsync(projects));
    }

    [Fact(SkipUnless = nameof(HasBash), Skip = "The script needs bash.")]
    public async Task Count_adds_up_the_files_of_all_projects()
    {
        Write("one.trx", "total='10' executed='9' passed='9' failed='0'");
        Write("two.trx", "total='5' executed='4' passed='4' failed='0'");
        Assert.Equal((0, "13 passed, 0 failed, 2 skipped"), await CountAsync(2));
    }

    [Fact(SkipUnless = nameof(HasBash), Skip = "The script needs bash.")]
    public async Task Run_without_results_is_a_failure() => Assert.Equal((1, "0 passed, 0 failed"), await CountAsync(1));

    public void Dispose() => _results.Delete(recursive: true);

    private void Write(string name, string counters) => File.WriteAllText(
        Path.Combine(_results.FullName, name),
        $"<TestRun><ResultSummary outcome=\"Completed\">\n    <Counters {counters.Replace('\'', '"')} />\n</ResultSummary></TestRun>");

    private async Task<(int ExitCode, string LastLine)> CountAsync(int projects)
    {
        string script = Path.Combine(Repository.Folder, ".ci", "count");
        (int exitCode, string output) = await FreshProcess.RunAsync(
            "bash", [script, _results.FullName, projects.ToString(CultureInfo.InvariantCulture)]);
        return (exitCode, output.TrimEnd('\n').Split('\n')[^1]);
    }
}
