using System.Diagnostics;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>
/// Ctrl+C, and Write* that throws. The servers here answer only when their client is gone: a cmdlet that waited for one
/// would wait for ever.
/// </summary>
public class StopTests
{
    [Theory]
    [InlineData("request", "Get-WhylabsApiKey")]
    [InlineData("request", "Get-WhylabsApiKey HMiFAgQeNb")]
    [InlineData("request", "New-WhylabsApiKey bob")]
    [InlineData("request", "Revoke-WhylabsApiKey HMiFAgQeNb -UserId bob -Force")]
    [InlineData("body", "Get-WhylabsApiKey")]
    [InlineData("body", "New-WhylabsApiKey bob")]
    [InlineData("back-off", "Get-WhylabsApiKey")]
    [InlineData("back-off", "Revoke-WhylabsApiKey HMiFAgQeNb -UserId bob -Force")]
    public async Task A_stopped_cmdlet_returns_and_nothing_of_it_goes_on(string during, string command)
    {
        var reached = new TaskCompletionSource();
        var gone = new TaskCompletionSource();
        await using var server = new RawServer(async request =>
        {
            if (during == "body")
                await request.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
            if (during == "back-off")
                await request.SendAsync("HTTP/1.1 503 Busy\r\nRetry-After: 59\r\nContent-Length: 0\r\n\r\n");
            reached.TrySetResult();
            if (during != "back-off")
                await request.ClientGoneAsync();
            gone.TrySetResult();
        });
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        using PowerShell shell = sandbox.Shell.Start($"{command} -Endpoint $args[0] -TimeoutSec 0", server.Endpoint);

        shell.BeginInvoke();
        await reached.Task;
        if (during != "request")
            await Task.Delay(100);
        var watch = Stopwatch.StartNew();
        await Task.Factory.FromAsync(shell.BeginStop, shell.EndStop, null);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), "It sat out the wait of 59 s.");
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.Empty(shell.Streams.Error);
        await gone.Task;
        Assert.Single(server.Requests);
        Assert.Empty(sandbox.Lines("$Error"));
    }

    [Fact]
    public async Task A_cmdlet_is_stopped_while_it_connects()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only there does a full queue of connections keep the next one waiting.");
        using var full = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        using var first = new TcpClient();
        using var second = new TcpClient();
        await first.ConnectAsync((IPEndPoint)full.LocalEndPoint!);
        _ = second.ConnectAsync((IPEndPoint)full.LocalEndPoint!).ContinueWith(connecting => connecting.Exception, TaskScheduler.Default);
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        using PowerShell shell = sandbox.Shell.Start(
            $"Get-WhylabsApiKey -Endpoint http://{full.LocalEndPoint} -TimeoutSec 0 -MaximumRetryCount 0");

        shell.BeginInvoke();
        await Task.Delay(500);
        Assert.Equal(PSInvocationState.Running, shell.InvocationStateInfo.State);
        var watch = Stopwatch.StartNew();
        await Task.Factory.FromAsync(shell.BeginStop, shell.EndStop, null);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), "It sat out the 15 s that connecting may take.");
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
    }

    // The debug line comes with the first request under way, which the server may see or not; the verbose one between
    // the first and the second.
    [Theory]
    [InlineData("$DebugPreference = 'Stop'", 0)]
    [InlineData("$VerbosePreference = 'Stop'", 1)]
    public async Task A_write_that_throws_ends_the_work_it_reports_on(string preference, int least)
    {
        int connected = 0;
        await using var server = new RawServer(async request =>
        {
            Interlocked.Increment(ref connected);
            if (least > 0)
                await request.SendAsync("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
            await request.ClientGoneAsync();
            Interlocked.Decrement(ref connected);
        });
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ErrorRecord error = sandbox.Ending($"{preference}; Get-WhylabsApiKey -Endpoint $args[0] -MaximumRetryCount 1", server.Endpoint);
        Assert.StartsWith("ActionPreferenceStop", error.FullyQualifiedErrorId, StringComparison.Ordinal);

        await Task.Delay(1200);
        Assert.InRange(server.Requests.Count, least, 1);
        if (least == 0)
            Assert.Equal(0, Volatile.Read(ref connected));
    }

    [Fact]
    public async Task After_a_stop_the_shell_is_as_before()
    {
        var reached = new TaskCompletionSource();
        await using var server = new RawServer(async request =>
        {
            reached.TrySetResult();
            await request.ClientGoneAsync();
        });
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        using (PowerShell shell = sandbox.Shell.Start("Get-WhylabsApiKey -Endpoint $args[0]", server.Endpoint))
        {
            shell.BeginInvoke();
            await reached.Task;
            shell.Stop();
        }

        Assert.Equal(10, sandbox.Lines("Get-WhylabsApiKey").Length);
    }

    [Fact]
    public async Task What_comes_after_a_stop_in_a_pipeline_is_not_sent()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(new SandboxOptions { LatencyMs = 300 });
        using PowerShell shell = sandbox.Shell.Start("Get-WhylabsApiKey | Revoke-WhylabsApiKey -Force");
        shell.BeginInvoke();
        while (sandbox.Writes == 0)
            await Task.Delay(10);
        await Task.Factory.FromAsync(shell.BeginStop, shell.EndStop, null);
        int writes = sandbox.Writes;
        await Task.Delay(700);
        Assert.Equal(writes, sandbox.Writes);
        Assert.InRange(writes, 1, 2);
    }
}
