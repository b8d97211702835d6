using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>Tests that a wrong local clock causes a warning and no expired keys.</summary>
public class ClockDifferenceTests
{
    private static readonly TimeSpan Skew = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(-2, "fh4dUNV3WQ K2uVt5wNxe")]
    [InlineData(2, "K2uVt5wNxe")]
    public async Task Clock_difference_of_two_days_warns_and_expires_no_key(int days, string expired)
    {
        // The test shifts the service's clock and its keys instead of the local clock.
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(clock: new ShiftedClock(TimeSpan.FromDays(days)));
        ShellResult result = sandbox.Run("Get-WhylabsApiKey | Where Expired | Revoke-WhylabsApiKey -Force");
        Assert.Equal(expired.Split(' '), result.Output.Select(key => key.ToString()));
        Assert.Contains(result.Warnings, warning => warning.Contains("The clock of this machine is", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Clock_difference_warns_once_for_concurrent_requests()
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
    public async Task Clock_difference_warns_once_however_the_command_ends(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(clock: new ShiftedClock(Skew));
        Assert.Equal(["1"], sandbox.Lines($"$null = try {{ {script} }} catch {{ }}; @($warnings).Count"));
    }
}
