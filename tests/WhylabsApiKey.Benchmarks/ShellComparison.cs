using System.Diagnostics;
using System.Globalization;
using WhylabsApiKey.Sandbox.Shell;

namespace WhylabsApiKey.Benchmarks;

/// <summary>
/// Measures PowerShell processes in alternating pairs: import of this module and of an empty module; calls of this module and of
/// Invoke-RestMethod, both in new processes and after warm-up. Without pwsh, it prints that it measured nothing.
/// </summary>
internal static class ShellComparison
{
    private const int Pairs = 15;
    private const int WarmUps = 5;

    private const string SmallestView =
        """
        <Configuration><ViewDefinitions><View><Name>View</Name><ViewSelectedBy><TypeName>View</TypeName></ViewSelectedBy>
        <ListControl><ListEntries><ListEntry>
        <ListItems><ListItem><PropertyName>Name</PropertyName></ListItem></ListItems>
        </ListEntry></ListEntries></ListControl>
        </View></ViewDefinitions></Configuration>
        """;

    public static async Task RunAsync(TextWriter output)
    {
        if (Locate("pwsh") is not { } shell)
        {
            await output.WriteLineAsync("PowerShell processes: not measured, because pwsh is not installed.");
            return;
        }

        using var service = CannedService.Start();
        string folder = Directory.CreateTempSubdirectory().FullName;
        string empty = Path.Combine(folder, "Empty.psd1");
        string view = Path.Combine(folder, "View.psd1");
        await File.WriteAllTextAsync(Path.Combine(folder, "View.Format.ps1xml"), SmallestView);
        await RunAsync(shell, $$"""
            $source = 'using System.Management.Automation; [Cmdlet("Get", "Nothing")] public class GetNothing : PSCmdlet { }'
            Add-Type -OutputAssembly '{{folder}}/Empty.dll' -TypeDefinition $source
            $manifest = @{
                RootModule = 'Empty.dll'; CmdletsToExport = 'Get-Nothing'
                FunctionsToExport = @(); AliasesToExport = @(); VariablesToExport = @()
            }
            New-ModuleManifest '{{empty}}' @manifest
            New-ModuleManifest '{{view}}' @manifest -FormatsToProcess View.Format.ps1xml
            """);

        const string Get12 = "$keys = Get-WhylabsApiKey -OrgId n12";
        const string Get100000 = "$keys = Get-WhylabsApiKey -OrgId n100000";
        const string Revoke = "$gone = $rows | Revoke-WhylabsApiKey -Force -ThrottleLimit 16";
        string before = $"""
            $env:WHYLABS_API_ENDPOINT = '{service.Endpoint}'; $env:WHYLABS_API_KEY = 'abcdefghij.secret'
            Import-Module '{ModuleShell.ModulePath}'
            $service = '{service.Endpoint}/v0/organizations'
            $rows = 1..200 | ForEach-Object {"{"} [pscustomobject]@{"{"} KeyId = "k$_"; UserId = 'bob'; OrgId = 'l20' {"} }"}
            """;
        string withRaw = before + $"\nAdd-Type -Path '{typeof(RawClient).Assembly.Location}'";
        const string Rest12 = "$keys = (Invoke-RestMethod $service/n12/api-key).items";
        const string Rest100000 = "$keys = (Invoke-RestMethod $service/n100000/api-key).items";
        const string RestRevoke =
            "$gone = $rows | ForEach-Object { Invoke-RestMethod -Method Delete \"$service/l20/api-key?user_id=bob&key_id=$($_.KeyId)\" }";
        const string Raw12 = "$keys = [WhylabsApiKey.Benchmarks.RawClient]::List(\"$service/n12/api-key\")";
        const string Raw100000 = "$keys = [WhylabsApiKey.Benchmarks.RawClient]::List(\"$service/n100000/api-key\")";

        await ProcessAsync(
            "a process that imports the module, against one that imports an empty binary module with a manifest",
            $"Import-Module '{ModuleShell.ModulePath}'",
            $"Import-Module '{empty}'");
        await FreshAsync(
            "import, against an empty binary module with a manifest",
            "",
            $"Import-Module '{ModuleShell.ModulePath}'",
            $"Import-Module '{empty}'");
        await FreshAsync(
            "import, against that module with the smallest view",
            "",
            $"Import-Module '{ModuleShell.ModulePath}'",
            $"Import-Module '{view}'");
        await FreshAsync("first list of 12 keys, against Invoke-RestMethod's first", before, Get12, Rest12);
        await FreshAsync("first list of 100,000 keys, against Invoke-RestMethod's first", before, Get100000, Rest100000);
        await FreshAsync("first list of 100,000 keys, against raw HttpClient's first", withRaw, Get100000, Raw100000);
        await WarmAsync("1,000 lists of 12 keys, against raw HttpClient", Repeat(1000, Get12), Repeat(1000, Raw12));
        await WarmAsync("1,000 lists of 12 keys, against Invoke-RestMethod", Repeat(1000, Get12), Repeat(1000, Rest12));
        await WarmAsync("list of 100,000 keys, against Invoke-RestMethod", Get100000, Rest100000);
        await WarmAsync("list of 100,000 keys, against raw HttpClient", Get100000, Raw100000);
        await WarmAsync(
            "100,000 keys in one list, against as many in lists of 1,000",
            Get100000,
            Repeat(100, "$keys = Get-WhylabsApiKey -OrgId n1000"));
        await WarmAsync("200 revocations at 20 ms with 16 in flight, against an Invoke-RestMethod loop", Revoke, RestRevoke);
        Directory.Delete(folder, recursive: true);

        static string Repeat(int times, string call) => $"foreach ($i in 1..{times}) {{ {call} }}";

        // Measures the process from start to exit.
        Task ProcessAsync(string what, string ours, string theirs) => CompareAsync("whole: " + what, ours, theirs, async timed =>
        {
            var watch = Stopwatch.StartNew();
            await RunAsync(shell, timed);
            return watch.Elapsed.TotalMilliseconds;
        });

        Task FreshAsync(string what, string setUp, string ours, string theirs) => CompareAsync(
            "fresh: " + what, ours, theirs, async timed => ParseNumber(await RunAsync(shell, $$"""
                {{setUp}}
                $watch = [System.Diagnostics.Stopwatch]::StartNew(); . { {{timed}} }; $watch.Stop()
                $watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)
                """)));

        async Task CompareAsync(string what, string ours, string theirs, Func<string, Task<double>> timeAsync)
        {
            var pairs = new List<(double, double)>();
            for (int pair = 0; pair < Pairs; pair++)
                pairs.Add((await timeAsync(ours), await timeAsync(theirs)));
            await ReportAsync(what, pairs);
        }

        // The first rounds are not measured, because code is compiled in them. Garbage is collected before each measurement.
        async Task WarmAsync(string what, string ours, string theirs)
        {
            string text = await RunAsync(shell, $$"""
                {{withRaw}}
                foreach ($round in 1..{{Pairs + WarmUps}}) {
                    foreach ($timed in { {{ours}} }, { {{theirs}} }) {
                        $keys = $gone = $null; [gc]::Collect()
                        $watch = [System.Diagnostics.Stopwatch]::StartNew(); . $timed; $watch.Stop()
                        $watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)
                    }
                }
                """);
            double[] times = [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ParseNumber)];
            await ReportAsync("warm: " + what, [.. Enumerable.Range(WarmUps, Pairs).Select(i => (times[2 * i], times[(2 * i) + 1]))]);
        }

        async Task ReportAsync(string what, List<(double Ours, double Theirs)> pairs)
        {
            double[] ratios = [.. pairs.Select(pair => pair.Ours / pair.Theirs).Order()];
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: {ratios[Pairs / 2]:0.000} x (median of {Pairs} pairs; {ratios[0]:0.000} to {ratios[^1]:0.000}); " +
                $"{Median(pairs.Select(pair => pair.Ours)):0.0} ms and {Median(pairs.Select(pair => pair.Theirs)):0.0} ms"));
        }
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Pairs / 2);

    private static double ParseNumber(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static async Task<string> RunAsync(string shell, string script)
    {
        var start = new ProcessStartInfo(shell, ["-NoProfile", "-NonInteractive", "-Command", script]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return text.Trim();
    }

    private static string? Locate(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program)).FirstOrDefault(File.Exists);
}
