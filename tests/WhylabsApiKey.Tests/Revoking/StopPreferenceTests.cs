using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Revoking;

/// <summary>A message that ends the command, as a warning under -WarningAction Stop, comes after what the command has changed.</summary>
public class StopPreferenceTests
{
    private static readonly TimeSpan Skew = TimeSpan.FromHours(1);

    [Theory]
    [InlineData("", "-ThrottleLimit 2 -WarningAction Stop")]
    [InlineData("$VerbosePreference = 'Stop'; ", "-ThrottleLimit 2")]
    [InlineData("$VerbosePreference = 'Stop'; ", "")]
    [InlineData("$DebugPreference = 'Stop'; ", "-ThrottleLimit 2")]
    [InlineData("$DebugPreference = 'Stop'; ", "")]
    public async Task Revocations_under_way_are_reported_before_the_message_ends_the_command(string preference, string parameters)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(
            new SandboxOptions { LatencyMs = 50 }, clock: new ShiftedClock(Skew));
        string[] outcome = sandbox.Outcome(
            $"$rows = 'K2uVt5wNxe', 'zP0gHsa6Ri' | ForEach-Object {{ [pscustomobject]@{{ KeyId = $_; UserId = 'bob' }} }}; " +
            $"{preference}$rows | Revoke-WhylabsApiKey -Force {parameters}");
        Assert.Equal(["K2uVt5wNxe", "zP0gHsa6Ri", "ActionPreferenceStop"], outcome);
        Assert.Equal(2, sandbox.Writes);
    }
}
