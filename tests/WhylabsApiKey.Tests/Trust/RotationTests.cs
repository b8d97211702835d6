using System.Diagnostics;
using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Trust;

/// <summary>
/// A rotation that is interrupted at every one of its requests, in every way: afterwards the new key is stored and works,
/// or the old one is as before; and what was said is true.
/// </summary>
public class RotationTests
{
    private const string Old = "zP0gHsa6Ri";

    // Look-up, list of earlier successors, create, validation, revocation.
    private const int Steps = 5;

    public static TheoryData<int, string> Faults()
    {
        var faults = new TheoryData<int, string>();
        for (int step = 0; step < Steps; step++)
        {
            foreach (string fault in new[] { "drop-before", "drop", "truncate", "403", "429", "503" })
                faults.Add(step, fault);
        }

        return faults;
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_at_any_step_leaves_a_key_that_works_and_the_truth_is_told(int step, string fault)
    {
        await using Lab lab = await Lab.OpenAsync();
        int request = -1;
        lab.Server.FaultFor = _ => Interlocked.Increment(ref request) == step ? fault : null;
        ShellResult result = lab.Run($"Update-WhylabsApiKey {Old} -Save {{ param($New) $global:saved = $New.RevealKey() }} -Force -MaximumRetryCount 0");

        string told = string.Join(" ", result.Errors.Append(result.EndedBy).OfType<ErrorRecord>().Select(error => error.ErrorDetails.Message));
        Assert.NotEmpty(told);
        AssertWorks(lab.Store, Assert.Single(lab.Lines("\"$saved\"")));
        Assert.All(
            Successors(lab.Store).Where(key => !key.Revoked && result.Output.All(shown => shown.ToString() != key.KeyId)),
            stray => Assert.Contains(stray.KeyId, told, StringComparison.Ordinal));
        if (told.Contains("works as before", StringComparison.Ordinal) || result.Output.Count == 0)
            Assert.False(lab.Store.All.Single(key => key.KeyId == Old).Revoked);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_connection_that_breaks_once_is_repaired_by_a_retry(int step)
    {
        await using Lab lab = await Lab.OpenAsync();
        int request = -1;
        lab.Server.FaultFor = _ => Interlocked.Increment(ref request) == step ? "drop" : null;
        Assert.Equal(["True"], lab.Lines($"(Update-WhylabsApiKey {Old} -Save {{ }} -Force).ReplacedRevoked"));
    }

    [Fact]
    public async Task A_new_key_that_is_not_accepted_at_once_is_waited_for()
    {
        await using Lab lab = await Lab.OpenAsync(new SandboxOptions { ConsistencyDelayMs = 1000 });
        Assert.Equal(["True"], lab.Lines($"(Update-WhylabsApiKey {Old} -Save {{ }} -Force).ReplacedRevoked"));
    }

    [Fact]
    public async Task A_successor_that_cannot_be_revoked_again_is_named_with_the_command_that_does_it()
    {
        await using Lab lab = await Lab.OpenAsync();
        lab.Server.FaultFor = request => request.Method == "DELETE" ? "503" : null;
        ErrorRecord error = Assert.Single(lab.Run($"Update-WhylabsApiKey {Old} -Save {{ throw 'shut' }} -Force -MaximumRetryCount 0").Errors);
        StoredKey successor = Assert.Single(Successors(lab.Store));
        Assert.Equal("RotationUndone", error.Id());
        Assert.EndsWith($"Revoke-WhylabsApiKey -KeyId '{successor.KeyId}' -UserId 'bob' -OrgId 'org-123' -Endpoint '{lab.Server.Endpoint}' -ApiVersion 'V0'", error.ErrorDetails.Message, StringComparison.Ordinal);

        lab.Server.FaultFor = null;
        string command = error.ErrorDetails.Message[error.ErrorDetails.Message.IndexOf("Revoke-Whylabs", StringComparison.Ordinal)..];
        Assert.Equal([successor.KeyId], lab.Lines(command + " -Force"));
    }

    [Theory]
    [InlineData("Continue")]
    [InlineData("Stop")]
    public async Task An_old_key_that_cannot_be_revoked_is_named_beside_the_new_one(string errorAction)
    {
        await using Lab lab = await Lab.OpenAsync();
        lab.Server.FaultFor = request => request.Method == "DELETE" ? "503" : null;
        ShellResult result = lab.Run(
            $$"""
            $got = [System.Collections.ArrayList]::new(); $problem = $null
            try { Update-WhylabsApiKey {{Old}} -Save { } -Force -MaximumRetryCount 0 -ErrorAction {{errorAction}} -ErrorVariable problem | ForEach-Object { $null = $got.Add($_) } } catch { $problem = $_ }
            $got.Count; $got[0].ReplacedRevoked; $got[0].KeyId; @($problem)[0].FullyQualifiedErrorId; @($problem)[0].ErrorDetails.Message
            """);
        StoredKey successor = Assert.Single(Successors(lab.Store));
        string[] lines = [.. result.Output.Select(line => line.ToString())];
        Assert.Equal(["1", "False", successor.KeyId], lines[..3]);
        Assert.StartsWith("OldKeyNotRevoked,", lines[3], StringComparison.Ordinal);
        Assert.EndsWith($"Revoke-WhylabsApiKey -KeyId '{Old}' -UserId 'bob' -OrgId 'org-123' -Endpoint '{lab.Server.Endpoint}' -ApiVersion 'V0'", lines[4], StringComparison.Ordinal);
        Assert.False(successor.Revoked);
    }

    [Fact]
    public async Task A_service_that_cannot_be_asked_about_the_new_key_is_no_obstacle()
    {
        await using Lab lab = await Lab.OpenAsync(new SandboxOptions { V1 = false });
        ShellResult result = lab.Run($"(Update-WhylabsApiKey {Old} -Save {{ }} -Force -Verbose).ReplacedRevoked");
        Assert.Equal("True", Assert.Single(result.Output).ToString());
        Assert.Contains("cannot be asked whether it accepts the new key", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_stop_at_any_step_leaves_a_key_that_works(int step)
    {
        await using Lab lab = await Lab.OpenAsync();
        var reached = new TaskCompletionSource();
        using var goOn = new ManualResetEventSlim();
        int request = -1;
        lab.Server.FaultFor = _ =>
        {
            if (Interlocked.Increment(ref request) == step)
            {
                reached.SetResult();
                goOn.Wait();
            }

            return null;
        };
        using (PowerShell shell = lab.Shell.Start($"Update-WhylabsApiKey {Old} -Save {{ param($New) $global:saved = $New.RevealKey() }} -Force"))
        {
            shell.BeginInvoke();
            await reached.Task;
            await Task.Factory.FromAsync(shell.BeginStop, shell.EndStop, null);
        }

        goOn.Set();
        lab.Server.FaultFor = null;
        Assert.Equal(step, request);
        AssertWorks(lab.Store, Assert.Single(lab.Lines("\"$saved\"")));
    }

    [Fact]
    public async Task A_stop_while_the_new_key_is_being_stored_leaves_the_old_one()
    {
        await using Lab lab = await Lab.OpenAsync();
        using var storing = new ManualResetEventSlim();
        using PowerShell shell = lab.Shell.Start(
            $"$storing = $args[0]; Update-WhylabsApiKey {Old} -Save {{ $storing.Set(); while ($true) {{ [System.Threading.Thread]::Sleep(20) }} }} -Force", storing);
        shell.BeginInvoke();
        await Task.Run(storing.Wait);
        await Task.Factory.FromAsync(shell.BeginStop, shell.EndStop, null);
        Assert.False(lab.Store.All.Single(key => key.KeyId == Old).Revoked);
        Assert.Equal(1, lab.Writes);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    [InlineData(-1, false)]
    [InlineData(-1, true)]
    public async Task A_process_that_dies_at_any_step_leaves_a_key_that_works(int step, bool afterwards)
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        await using SandboxServer server = await SandboxServer.StartAsync(new SandboxOptions());
        var demo = DemoOrganization.Seed(server.Store);
        string processFile = Path.Combine(folder, "process"), keyFile = Path.Combine(folder, "key");
        int request = -1;
        server.FaultFor = _ =>
        {
            if (Interlocked.Increment(ref request) != step)
                return null;
            using var process = Process.GetProcessById(int.Parse(File.ReadAllText(processFile), System.Globalization.CultureInfo.InvariantCulture));
            process.Kill();
            return afterwards ? null : "drop-before";
        };
        const string Die = "[System.Diagnostics.Process]::GetCurrentProcess().Kill()";
        (int exitCode, _) = await FreshProcess.RunScriptAsync(
            $$"""
            [System.IO.File]::WriteAllText('{{processFile}}', $PID)
            Update-WhylabsApiKey {{Old}} -Force -Save {
                param($New)
                {{(step < 0 && !afterwards ? Die : "")}}
                [System.IO.File]::WriteAllText('{{keyFile}}', $New.RevealKey())
                {{(step < 0 && afterwards ? Die : "")}}
            }
            """,
            server,
            demo.OperatorToken);

        Assert.NotEqual(0, exitCode);
        AssertWorks(server.Store, File.Exists(keyFile) ? await File.ReadAllTextAsync(keyFile) : "");
        Assert.Equal(step == 4 && afterwards, server.Store.All.Single(key => key.KeyId == Old).Revoked);
        Directory.Delete(folder, recursive: true);
    }

    private static IEnumerable<StoredKey> Successors(KeyStore store) => store.All.Where(key => key.UserId == "bob" && key.Created > DateTime.UtcNow.AddHours(-1));

    private static void AssertWorks(KeyStore store, string saved) => Assert.True(
        !store.All.Single(key => key.KeyId == Old).Revoked || store.Authenticate(saved) is not null,
        "The old key is revoked, and no new one that works is stored.");
}
