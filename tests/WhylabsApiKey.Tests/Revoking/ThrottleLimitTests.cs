using System.Management.Automation;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Revoking;

/// <summary>Tests concurrent requests: how many are in flight, the order of their results, and their cancellation.</summary>
public class ThrottleLimitTests
{
    private const int Keys = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(16)]
    public async Task Results_are_in_order_and_at_most_the_limit_is_in_flight(int limit)
    {
        int now = 0, highest = 0;
        object gate = new();
        var full = new TaskCompletionSource();
        await using var server = new RawServer(async request =>
        {
            lock (gate)
            {
                highest = Math.Max(highest, ++now);
                if (now == limit)
                    full.TrySetResult();
            }

            await full.Task.WaitAsync(TimeSpan.FromSeconds(30), request.End);
            await Task.Delay(KeyId(request).EndsWith('3') ? 60 : 10, request.End);
            lock (gate)
                now--;
            await request.SendAsync(Revoked(request));
        });
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run(Rows($"| Revoke-WhylabsApiKey -Force -Endpoint $args[0] -ThrottleLimit {limit}"), server.Endpoint);
        Assert.Empty(result.Errors);
        Assert.Equal(Enumerable.Range(0, Keys).Select(i => $"k{i}"), result.Output.Select(key => key.ToString()));
        Assert.Equal(Keys, server.Count("DELETE"));
        Assert.Equal(limit, highest);
    }

    [Fact]
    public async Task Errors_are_in_order_between_the_results()
    {
        await using var server = new RawServer(request => request.SendAsync(
            KeyId(request).EndsWith('3') ? RawRequest.Status(400) : Revoked(request)));
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string[] seen = sandbox.Lines(Rows(
                "| Revoke-WhylabsApiKey -Force -Endpoint $args[0] -ThrottleLimit 16 2>&1 " +
                "| ForEach-Object { \"$(if ($_ -is [WhylabsApiKey.ApiKey]) { $_ } else { $_.TargetObject })\" }")
            .Replace("$args[0]", $"'{server.Endpoint}'", StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(0, Keys).Select(i => $"k{i}"), seen);
    }

    [Fact]
    public async Task With_ErrorAction_Stop_revocations_in_flight_are_reported_before_the_error()
    {
        var revoked = new System.Collections.Concurrent.ConcurrentBag<string>();
        var next = new TaskCompletionSource();
        await using var server = new RawServer(async request =>
        {
            if (KeyId(request) == "k2")
            {
                await next.Task;
                await request.SendAsync(RawRequest.Status(400));
                return;
            }

            revoked.Add(KeyId(request));
            if (KeyId(request) == "k3")
                next.SetResult();
            await request.SendAsync(Revoked(request));
        });
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run(
            "$got = [System.Collections.ArrayList]::new(); try { "
            + Rows(
                "| Revoke-WhylabsApiKey -Force -Endpoint $args[0] -ThrottleLimit 4 -ErrorAction Stop " +
                "| ForEach-Object { $null = $got.Add($_.KeyId) }")
            + " } catch { $_.TargetObject }; $got",
            server.Endpoint);
        Assert.Equal("k2", result.Output[0].ToString());
        Assert.Equal(
            revoked.Order(StringComparer.Ordinal), result.Output.Skip(1).Select(id => id.ToString()).Order(StringComparer.Ordinal));
        Assert.InRange(revoked.Count, 3, 2 + (4 * 4));
    }

    [Fact]
    public async Task Stop_cancels_requests_in_flight_and_sends_no_more()
    {
        var received = new SemaphoreSlim(0);
        var cancelled = new CountdownEvent(8);
        await using var server = new RawServer(async request =>
        {
            received.Release();
            await request.WaitForCancellationAsync();
            cancelled.Signal();
        });
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        using PowerShell shell = sandbox.Shell.Start(
            Rows("| Revoke-WhylabsApiKey -Force -Endpoint $args[0] -ThrottleLimit 8"), server.Endpoint);
        shell.BeginInvoke();
        for (int i = 0; i < 8; i++)
            await received.WaitAsync();
        await Task.Factory.FromAsync(shell.BeginStop, shell.EndStop, null);
        cancelled.Wait();
        Assert.Equal(8, server.Requests.Count);
        Assert.Empty(shell.Streams.Error);
        cancelled.Dispose();
        received.Dispose();
    }

    private static string Rows(string pipe) =>
        $"0..{Keys - 1} | ForEach-Object {{ [pscustomobject]@{{ KeyId = \"k$_\"; UserId = 'bob' }} }} {pipe}";

    private static string KeyId(RawRequest request) => request.Head.Split("key_id=")[1].Split(' ')[0];

    private static string Revoked(RawRequest request) => RawRequest.Json(
        $$"""{"keyId":"{{KeyId(request)}}","orgId":"org-123","userId":"bob","creationTime":"2026-05-01T10:00:00","revoked":true}""");
}
