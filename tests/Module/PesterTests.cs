using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using WhylabsApiKey.Sandbox.Shell;

namespace WhylabsApiKey.Pester.Tests;

/// <summary>Runs the Pester tests of this folder in a PowerShell process. Each <c>It</c> is one test.</summary>
public class PesterTests
{
    public static async Task<IReadOnlyCollection<ITheoryDataRow>> ResultsAsync()
    {
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            string output = await RunSuiteAsync(file);
            Assert.True(File.Exists(file), $"The Pester suite wrote no results. Its output:\n{output}");
            PesterResult[] results = JsonSerializer.Deserialize<PesterResult[]>(await File.ReadAllTextAsync(file))!;
            Assert.True(results.Length > 0, $"The Pester suite has no tests. Its output:\n{output}");
            return
            [
                .. results.Select(result =>
                    new TheoryDataRow<PesterResult>(result) { TestDisplayName = result.Name, Skip = result.Skipped }),
            ];
        }
        finally
        {
            File.Delete(file);
        }
    }

    // Enumeration runs the suite, so it is disabled during test discovery.
    [Theory]
    [MemberData(nameof(ResultsAsync), DisableDiscoveryEnumeration = true)]
    public void Passes(PesterResult result) => Assert.True(result.Failure is null, result.Failure);

    private static async Task<string> RunSuiteAsync(string resultFile)
    {
        ProcessStartInfo start = RealShell.StartInfo(
            "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass",
            "-File", Path.Combine(Metadata("Suite"), "Invoke-ModuleTest.ps1"), "-Pester", Metadata("Pester"), "-ResultFile", resultFile);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using Process shell = Process.Start(start)!;
        shell.StandardInput.Close();
        Task<string> errors = shell.StandardError.ReadToEndAsync();
        string output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        return output + await errors;
    }

    private static string Metadata(string key) =>
        typeof(PesterTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == key).Value!;

    /// <summary>The result of one Pester test.</summary>
    /// <param name="Failure">The failure messages, or null.</param>
    /// <param name="Skipped">The reason of a skip, or null.</param>
    public sealed record PesterResult(string Name, string? Failure, string? Skipped)
    {
        public override string ToString() => Failure is not null ? "failed" : Skipped is not null ? "skipped" : "passed";
    }
}
