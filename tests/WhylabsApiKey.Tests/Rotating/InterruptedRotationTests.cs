using System.Diagnostics;
using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Tests.Support;
using static WhylabsApiKey.Tests.Rotating.RotatedKey;

namespace WhylabsApiKey.Tests.Rotating;

/// <summary>Tests that a working key remains if a rotation is stopped at any request, or if its process dies.</summary>
public class InterruptedRotationTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Stop_at_any_step_leaves_a_working_key(int step)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        var reached = new TaskCompletionSource();
        using var resume = new ManualResetEventSlim();
        int request = -1;
        sandbox.Server.FaultFor = _ =>
        {
            if (Interlocked.Increment(ref request) == step)
            {
                reached.SetResult();
                resume.Wait();
            }

            return null;
        };
        using (PowerShell shell =
            sandbox.Shell.Start($"Update-WhylabsApiKey {Old} -Save {{ param($New) $global:saved = $New.RevealKey() }} -Force"))
        {
            shell.BeginInvoke();
            await reached.Task;
            await Task.Factory.FromAsync(shell.BeginStop, shell.EndStop, null);
        }

        resume.Set();
        sandbox.Server.FaultFor = null;
        Assert.Equal(step, request);
        AssertOneKeyWorks(sandbox.Store, Assert.Single(sandbox.Lines("\"$saved\"")));
    }

    [Fact]
    public async Task Stop_during_Save_leaves_the_old_key()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        using var storing = new ManualResetEventSlim();
        using PowerShell shell = sandbox.Shell.Start(
            $"$storing = $args[0]; Update-WhylabsApiKey {Old} -Save {{ $storing.Set(); " +
            $"while ($true) {{ [System.Threading.Thread]::Sleep(20) }} }} -Force",
            storing);
        shell.BeginInvoke();
        await Task.Run(storing.Wait);
        await Task.Factory.FromAsync(shell.BeginStop, shell.EndStop, null);
        Assert.False(sandbox.Store.All.Single(key => key.KeyId == Old).Revoked);
        Assert.Equal(1, sandbox.Writes);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    [InlineData(-1, false)]
    [InlineData(-1, true)]
    public async Task Process_that_dies_at_any_step_leaves_a_working_key(int step, bool diesAfterwards)
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
            using var process = Process.GetProcessById(
                int.Parse(File.ReadAllText(processFile), System.Globalization.CultureInfo.InvariantCulture));
            process.Kill();
            return diesAfterwards ? null : "drop-before";
        };
        const string Die = "[System.Diagnostics.Process]::GetCurrentProcess().Kill()";
        (int exitCode, _) = await FreshProcess.RunScriptAsync(
            $$"""
            [System.IO.File]::WriteAllText('{{processFile}}', $PID)
            Update-WhylabsApiKey {{Old}} -Force -Save {
                param($New)
                {{(step < 0 && !diesAfterwards ? Die : "")}}
                [System.IO.File]::WriteAllText('{{keyFile}}', $New.RevealKey())
                {{(step < 0 && diesAfterwards ? Die : "")}}
            }
            """,
            server,
            demo.OperatorToken);

        Assert.NotEqual(0, exitCode);
        AssertOneKeyWorks(server.Store, File.Exists(keyFile) ? await File.ReadAllTextAsync(keyFile) : "");
        Assert.Equal(step == 3 && diesAfterwards, server.Store.All.Single(key => key.KeyId == Old).Revoked);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Rotation_completes_before_a_message_ends_the_command()
    {
        var clock = new ShiftedClock(TimeSpan.Zero);
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(clock: clock);
        sandbox.Server.FaultFor = request =>
        {
            clock.Shift = request.Method == "POST" ? TimeSpan.FromHours(1) : clock.Shift;
            return null;
        };
        string[] outcome = sandbox.Outcome("Update-WhylabsApiKey zP0gHsa6Ri -Force -Save { } -WarningAction Stop");
        Assert.Equal(
            [Assert.Single(sandbox.Store.All, key => key is { Alias: "ci", Revoked: false }).KeyId, "ActionPreferenceStop"], outcome);
        Assert.Contains("zP0gHsa6Ri", sandbox.Revoked);
    }
}
