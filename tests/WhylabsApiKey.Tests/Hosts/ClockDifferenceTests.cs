using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>A local clock that differs from the service's is named, and expires nothing.</summary>
public class WrongClockTests
{
    private static readonly TimeSpan Skew = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(-2, "fh4dUNV3WQ K2uVt5wNxe")]
    [InlineData(2, "K2uVt5wNxe")]
    public async Task A_local_clock_two_days_wrong_is_named_and_expires_nothing(int days, string expired)
    {
        // The service's clock is moved instead of this machine's; its keys move along.
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(clock: new ShiftedClock(TimeSpan.FromDays(days)));
        ShellResult result = sandbox.Run("Get-WhylabsApiKey | Where Expired | Revoke-WhylabsApiKey -Force");
        Assert.Equal(expired.Split(' '), result.Output.Select(key => key.ToString()));
        Assert.Contains(result.Warnings, warning => warning.Contains("The clock of this machine is", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_clock_is_named_once_however_many_requests_overlap()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(clock: new ShiftedClock(TimeSpan.FromDays(2)));
        sandbox.Lines("$ids = (Get-WhylabsApiKey 3>$null).KeyId");
        ShellResult result = sandbox.Run("Get-WhylabsApiKey ($ids + $ids + $ids) -ThrottleLimit 16");
        Assert.Equal(30, result.Output.Count);
        Assert.Single(result.Warnings);
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey nonexisten, zP0gHsa6Ri -ErrorAction Stop -WarningVariable warnings")]
    [InlineData("Get-WhylabsApiKey zP0gHsa6Ri -WarningVariable warnings")]
    [InlineData("Update-WhylabsApiKey zP0gHsa6Ri -Force -Save { } -WarningVariable warnings")]
    [InlineData("$new = New-WhylabsApiKey bob 3>$null; $new, $new | Test-WhylabsApiKey -WarningVariable warnings")]
    public async Task A_warning_is_shown_once_however_the_command_ends(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(clock: new ShiftedClock(Skew));
        Assert.Equal(["1"], sandbox.Lines($"$null = try {{ {script} }} catch {{ }}; @($warnings).Count"));
    }
}
