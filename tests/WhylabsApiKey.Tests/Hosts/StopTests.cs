using System.Diagnostics;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>
/// Tests Ctrl+C, and Write methods that throw. The servers respond only after their client has disconnected, so a cmdlet that waits for a
/// response never ends.
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
    public async Task Stop_ends_the_cmdlet_and_its_requests(string during, string command)
    {
        var reached = new TaskCompletionSource();
        var closed = new TaskCompletionSource();
        await using var server = new RawServer(async request =>
        {
            if (during == "body")
                await request.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
            if (during == "back-off")
                await request.SendAsync("HTTP/1.1 503 Busy\r\nRetry-After: 59\r\nContent-Length: 0\r\n\r\n");
            reached.TrySetResult();
            if (during != "back-off")
                await request.WaitForCancellationAsync();
            closed.TrySetResult();
        });
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        using PowerShell shell = sandbox.Shell.Start($"{command} -Endpoint $args[0] -TimeoutSec 0", server.Endpoint);

        shell.BeginInvoke();
        await reached.Task;
        if (during != "request")
            await Task.Delay(100);
        var watch = Stopwatch.StartNew();
        await Task.Factory.FromAsync(shell.BeginStop, shell.EndStop, null);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), "The cmdlet waited for the Retry-After of 59 s.");
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.Empty(shell.Streams.Error);
        await closed.Task;
        Assert.Single(server.Requests);
        Assert.Empty(sandbox.Lines("$Error"));
    }

    [Fact]
    public async Task Stop_works_during_a_connection_attempt()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux delays a connection while the queue of the listener is full.");
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
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), "The cmdlet waited for the connect timeout of 15 s.");
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
    }

    // The debug line is written while the first request is in flight, so the server may receive it. The verbose line is written between
    // the first and the second request.
    [Theory]
    [InlineData("$DebugPreference = 'Stop'", 0)]
    [InlineData("$VerbosePreference = 'Stop'", 1)]
    public async Task Write_that_throws_cancels_the_requests(string preference, int least)
    {
        int connected = 0;
        await using var server = new RawServer(async request =>
        {
            Interlocked.Increment(ref connected);
            if (least > 0)
                await request.SendAsync("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
            await request.WaitForCancellationAsync();
            Interlocked.Decrement(ref connected);
        });
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ErrorRecord error = sandbox.RunToError($"{preference}; Get-WhylabsApiKey -Endpoint $args[0] -MaximumRetryCount 1", server.Endpoint);
        Assert.StartsWith("ActionPreferenceStop", error.FullyQualifiedErrorId, StringComparison.Ordinal);

        await Task.Delay(1200);
        Assert.InRange(server.Requests.Count, least, 1);
        if (least == 0)
            Assert.Equal(0, Volatile.Read(ref connected));
    }

    [Fact]
    public async Task Shell_works_after_a_stop()
    {
        var reached = new TaskCompletionSource();
        await using var server = new RawServer(async request =>
        {
            reached.TrySetResult();
            await request.WaitForCancellationAsync();
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
    public async Task Stop_prevents_later_requests_of_the_pipeline()
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
