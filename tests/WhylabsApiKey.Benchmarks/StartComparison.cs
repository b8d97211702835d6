using System.Diagnostics;
using System.Globalization;
using WhylabsApiKey.Sandbox.Shell;

namespace WhylabsApiKey.Benchmarks;

/// <summary>
/// What only a fresh shell can show, in pairs of whole processes that take turns: importing the module beside importing
/// an empty one, and the first call beside Invoke-RestMethod's. Needs a pwsh, and says so where there is none.
/// </summary>
internal static class StartComparison
{
    private const int Pairs = 15;

    public static async Task RunAsync(TextWriter output)
    {
        if (Locate("pwsh") is not { } shell)
        {
            await output.WriteLineAsync("Start of a shell: not measured, there is no pwsh here.");
            return;
        }

        using var service = CannedService.Start();
        string folder = Directory.CreateTempSubdirectory().FullName;
        string empty = Path.Combine(folder, "Empty.psd1");
        await TimeAsync(shell, $"""
            Add-Type -OutputAssembly '{folder}/Empty.dll' -TypeDefinition 'using System.Management.Automation; [Cmdlet("Get", "Nothing")] public class GetNothing : PSCmdlet {"{ }"}'
            New-ModuleManifest '{empty}' -RootModule Empty.dll -CmdletsToExport Get-Nothing -FunctionsToExport @() -AliasesToExport @() -VariablesToExport @()
            """);
        string environment = $"$env:WHYLABS_API_ENDPOINT = '{service.Endpoint}'; $env:WHYLABS_API_KEY = 'abcdefghij.secret'; Import-Module '{ModuleShell.ModulePath}'; ";

        await CompareAsync(output, "import, against an empty binary module with a manifest", shell,
            ("", $"Import-Module '{ModuleShell.ModulePath}'"), ("", $"Import-Module '{empty}'"));
        await CompareAsync(output, "first list of 12 keys, against Invoke-RestMethod's first", shell,
            (environment, "$keys = Get-WhylabsApiKey -OrgId n12"), (environment, $"$keys = (Invoke-RestMethod {service.Endpoint}/v0/organizations/n12/api-key).items"));
        await CompareAsync(output, "first list of 100,000 keys, against Invoke-RestMethod's first", shell,
            (environment, "$keys = Get-WhylabsApiKey -OrgId n100000"), (environment, $"$keys = (Invoke-RestMethod {service.Endpoint}/v0/organizations/n100000/api-key).items"));
        await CompareAsync(output, "200 revocations at 20 ms with 16 in flight, against an Invoke-RestMethod loop", shell,
            (environment + "$rows = 1..200 | ForEach-Object { [pscustomobject]@{ KeyId = \"k$_\"; UserId = 'bob'; OrgId = 'l20' } }; ", "$rows | Revoke-WhylabsApiKey -Force -ThrottleLimit 16"),
            (environment, $"1..200 | ForEach-Object {{ Invoke-RestMethod -Method Delete \"{service.Endpoint}/v0/organizations/l20/api-key?user_id=bob&key_id=k$_\" }}"));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task CompareAsync(
        TextWriter output, string what, string shell, (string Before, string Timed) ours, (string Before, string Timed) theirs)
    {
        var ratios = new List<double>();
        var times = new List<(double Ours, double Theirs)>();
        for (int pair = 0; pair < Pairs; pair++)
        {
            double first = await TimeAsync(shell, ours.Timed, ours.Before);
            double second = await TimeAsync(shell, theirs.Timed, theirs.Before);
            times.Add((first, second));
            ratios.Add(first / second);
        }

        ratios.Sort();
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {ratios[Pairs / 2]:0.00} x (median of {Pairs} pairs; {ratios[0]:0.00} to {ratios[^1]:0.00}); {Median(times.Select(t => t.Ours)):0} ms and {Median(times.Select(t => t.Theirs)):0} ms"));
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Pairs / 2);

    /// <summary>Milliseconds that a script takes inside a fresh shell, measured there.</summary>
    private static async Task<double> TimeAsync(string shell, string timed, string before = "")
    {
        var start = new ProcessStartInfo(shell, ["-NoProfile", "-NonInteractive", "-Command",
            $"{before}$watch = [System.Diagnostics.Stopwatch]::StartNew(); $null = . {{ {timed} }}; $watch.Stop(); $watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)"])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return double.Parse(text.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1], CultureInfo.InvariantCulture);
    }

    private static string? Locate(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program)).FirstOrDefault(File.Exists);
}
