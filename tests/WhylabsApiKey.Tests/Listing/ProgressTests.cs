using System.Diagnostics;
using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Listing;

/// <summary>Tests the progress bar.</summary>
public class ProgressTests
{
    [Fact]
    public async Task Progress_shows_one_bar_and_completes_it()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(new SandboxOptions { LatencyMs = 700 });
        using PowerShell shell = sandbox.Shell.Start("Get-WhylabsApiKey (Get-WhylabsApiKey).KeyId");
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
    public async Task Progress_in_a_pipeline_shows_no_remaining_number()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(new SandboxOptions { LatencyMs = 700 });
        using PowerShell shell = sandbox.Shell.Start("Get-WhylabsApiKey | Get-WhylabsApiKey");
        shell.Invoke();
        Assert.NotEmpty(shell.Streams.Progress);
        Assert.All(shell.Streams.Progress, bar => Assert.Equal(-1, bar.PercentComplete));
        Assert.DoesNotContain(shell.Streams.Progress, bar => bar.StatusDescription.Contains("remaining", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Progress_is_not_shown_for_less_than_a_second()
    {
        // The test counts only calls that took less than a second, because the machine may pause.
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        for (int call = 0; call < 20; call++)
        {
            using PowerShell quick = sandbox.Shell.Start("Get-WhylabsApiKey HMiFAgQeNb, b8XwE2rLmC");
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

    [Fact]
    public async Task Progress_is_shown_for_creates_of_many_rows()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(new SandboxOptions { LatencyMs = 300 });
        using PowerShell piped = sandbox.Shell.Start("1..5 | ForEach-Object { [pscustomobject]@{ UserId = \"u$_\" } } | New-WhylabsApiKey");
        Assert.Equal(5, piped.Invoke().Count);
        ProgressRecord[] bars = [.. piped.Streams.Progress];
        Assert.Matches(@"^\d done, \d+ a second$", bars[0].StatusDescription);
        Assert.Equal(-1, bars[0].PercentComplete);
        Assert.Equal(ProgressRecordType.Completed, bars[^1].RecordType);

        using PowerShell argument = sandbox.Shell.Start(
            "New-WhylabsApiKey -InputObject (6..10 | ForEach-Object { [pscustomobject]@{ UserId = \"u$_\" } })");
        Assert.Equal(5, argument.Invoke().Count);
        ProgressRecord bar = argument.Streams.Progress[0];
        int done = bar.StatusDescription[0] - '0';
        Assert.Matches($@"^{done} done, \d+ a second, {5 - done} remaining$", bar.StatusDescription);
        Assert.Equal(20 * done, bar.PercentComplete);

        using PowerShell one = sandbox.Shell.Start("New-WhylabsApiKey bob");
        Assert.Single(one.Invoke());
        Assert.Empty(one.Streams.Progress);
    }
}
