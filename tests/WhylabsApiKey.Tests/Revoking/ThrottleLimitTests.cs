using System.Diagnostics;
using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Commands;

/// <summary>Overlapping requests: how many at once, in which order what comes of them is written, and how they end.</summary>
public class ThrottleTests
{
    private const int Keys = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(16)]
    public async Task Results_come_in_order_and_never_more_than_the_limit_is_under_way(int limit)
    {
        int now = 0, most = 0;
        object gate = new();
        var full = new TaskCompletionSource();
        await using var server = new RawServer(async request =>
        {
            lock (gate)
            {
                most = Math.Max(most, ++now);
                if (now == limit)
                    full.TrySetResult();
            }

            await full.Task.WaitAsync(TimeSpan.FromSeconds(30), request.End);
            await Task.Delay(KeyId(request).EndsWith('3') ? 60 : 10, request.End);
            lock (gate)
                now--;
            await request.SendAsync(Revoked(request));
        });
        await using Lab lab = await Lab.OpenAsync();
        ShellResult result = lab.Run(Rows($"| Revoke-WhylabsApiKey -Force -Endpoint $args[0] -ThrottleLimit {limit}"), server.Endpoint);
        Assert.Empty(result.Errors);
        Assert.Equal(Enumerable.Range(0, Keys).Select(i => $"k{i}"), result.Output.Select(key => key.ToString()));
        Assert.Equal(Keys, server.Count("DELETE"));
        Assert.Equal(limit, most);
    }

    [Fact]
    public async Task Errors_come_in_order_too()
    {
        await using var server = new RawServer(request => request.SendAsync(
            KeyId(request).EndsWith('3') ? RawRequest.Status(400) : Revoked(request)));
        await using Lab lab = await Lab.OpenAsync();
        string[] seen = lab.Lines(Rows("| Revoke-WhylabsApiKey -Force -Endpoint $args[0] -ThrottleLimit 16 2>&1 | ForEach-Object { \"$(if ($_ -is [WhylabsApiKey.ApiKey]) { $_ } else { $_.TargetObject })\" }")
            .Replace("$args[0]", $"'{server.Endpoint}'", StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(0, Keys).Select(i => $"k{i}"), seen);
    }

    [Fact]
    public async Task With_ErrorAction_Stop_what_was_under_way_is_reported_before_the_error()
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
        await using Lab lab = await Lab.OpenAsync();
        ShellResult result = lab.Run(
            "$got = [System.Collections.ArrayList]::new(); try { " + Rows("| Revoke-WhylabsApiKey -Force -Endpoint $args[0] -ThrottleLimit 4 -ErrorAction Stop | ForEach-Object { $null = $got.Add($_.KeyId) }")
            + " } catch { $_.TargetObject }; $got",
            server.Endpoint);
        Assert.Equal("k2", result.Output[0].ToString());
        Assert.Equal(revoked.Order(StringComparer.Ordinal), result.Output.Skip(1).Select(id => id.ToString()).Order(StringComparer.Ordinal));
        Assert.InRange(revoked.Count, 3, 2 + (4 * 4));
    }

    [Fact]
    public async Task Each_key_is_asked_about_in_order_before_its_request()
    {
        var asked = new List<string>();
        await using Lab lab = await Lab.OpenAsync(answer: (_, message) =>
        {
            asked.Add(message);
            return message.Contains("bob", StringComparison.Ordinal) ? "No" : "Yes";
        });
        string[] before = lab.Lines("(Get-WhylabsApiKey).KeyId");
        string[] gone = lab.Lines("Get-WhylabsApiKey | Revoke-WhylabsApiKey -ThrottleLimit 8");
        Assert.Equal(before.Length, asked.Count);
        Assert.All(before.Zip(asked), pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal));
        Assert.Equal(before.Length - 2, gone.Length);
        Assert.Equal(gone.Length, lab.Writes);
    }

    [Fact]
    public async Task Look_ups_overlap_as_well()
    {
        await using Lab lab = await Lab.OpenAsync(new SandboxOptions { LatencyMs = 50 });
        string[] all = lab.Lines("(Get-WhylabsApiKey).KeyId");
        ShellResult result = lab.Run("$ids = (Get-WhylabsApiKey).KeyId; Get-WhylabsApiKey ($ids + 'missing' + $ids) -ThrottleLimit 8");
        Assert.Equal([.. all, .. all], result.Output.Select(key => key.ToString()));
        Assert.Equal("missing", Assert.Single(result.Errors).TargetObject);
    }

    [Fact]
    public async Task A_stop_ends_all_that_is_under_way_and_sends_no_more()
    {
        var many = new SemaphoreSlim(0);
        var gone = new CountdownEvent(8);
        await using var server = new RawServer(async request =>
        {
            many.Release();
            await request.ClientGoneAsync();
            gone.Signal();
        });
        await using Lab lab = await Lab.OpenAsync();
        using PowerShell shell = lab.Shell.Start(Rows("| Revoke-WhylabsApiKey -Force -Endpoint $args[0] -ThrottleLimit 8"), server.Endpoint);
        shell.BeginInvoke();
        for (int i = 0; i < 8; i++)
            await many.WaitAsync();
        await Task.Factory.FromAsync(shell.BeginStop, shell.EndStop, null);
        gone.Wait();
        Assert.Equal(8, server.Requests.Count);
        Assert.Empty(shell.Streams.Error);
        gone.Dispose();
        many.Dispose();
    }

    [Fact]
    public async Task Long_work_shows_one_bar_that_is_ended()
    {
        await using Lab lab = await Lab.OpenAsync(new SandboxOptions { LatencyMs = 300 });
        using PowerShell shell = lab.Shell.Start("Get-WhylabsApiKey (Get-WhylabsApiKey).KeyId");
        shell.Invoke();
        ProgressRecord[] bars = [.. shell.Streams.Progress];
        Assert.NotEmpty(bars);
        Assert.Single(bars.Select(bar => bar.ActivityId).Distinct());
        Assert.Equal(ProgressRecordType.Completed, bars[^1].RecordType);
        Assert.Matches(@"^\d+ done, \d+ a second, \d+ remaining$", bars[0].StatusDescription);
        Assert.InRange(bars[0].PercentComplete, 10, 100);
        Assert.InRange(bars[0].SecondsRemaining, 0, 60);
    }

    [Fact]
    public async Task How_much_is_to_come_is_not_guessed_at_in_a_pipeline()
    {
        await using Lab lab = await Lab.OpenAsync(new SandboxOptions { LatencyMs = 300 });
        using PowerShell shell = lab.Shell.Start("Get-WhylabsApiKey | Get-WhylabsApiKey");
        shell.Invoke();
        Assert.NotEmpty(shell.Streams.Progress);
        Assert.All(shell.Streams.Progress, bar => Assert.Equal(-1, bar.PercentComplete));
    }

    [Fact]
    public async Task Work_of_less_than_a_second_shows_no_bar()
    {
        // A call counts only when it was quick as seen from outside: a machine that paused says nothing of the cmdlet.
        await using Lab lab = await Lab.OpenAsync();
        for (int call = 0; call < 20; call++)
        {
            using PowerShell quick = lab.Shell.Start("Get-WhylabsApiKey HMiFAgQeNb, b8XwE2rLmC");
            var watch = Stopwatch.StartNew();
            Assert.Equal(2, quick.Invoke().Count);
            if (watch.Elapsed < TimeSpan.FromSeconds(1))
            {
                Assert.Empty(quick.Streams.Progress);
                return;
            }
        }

        Assert.Fail("None of 20 calls took less than a second.");
    }

    private static string Rows(string pipe) => $"0..{Keys - 1} | ForEach-Object {{ [pscustomobject]@{{ KeyId = \"k$_\"; UserId = 'bob' }} }} {pipe}";

    private static string KeyId(RawRequest request) => request.Head.Split("key_id=")[1].Split(' ')[0];

    private static string Revoked(RawRequest request) => RawRequest.Json(
        $$"""{"keyId":"{{KeyId(request)}}","orgId":"org-123","userId":"bob","creationTime":"2026-05-01T10:00:00","revoked":true}""");
}
