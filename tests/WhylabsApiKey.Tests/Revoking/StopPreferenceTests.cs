using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Revoking;

/// <summary>Tests messages that end the command, such as a warning with -WarningAction Stop. They follow all results.</summary>
public class StopPreferenceTests
{
    private static readonly TimeSpan Skew = TimeSpan.FromHours(1);

    [Theory]
    [InlineData("", "-ThrottleLimit 2 -WarningAction Stop")]
    [InlineData("$VerbosePreference = 'Stop'; ", "-ThrottleLimit 2")]
    [InlineData("$VerbosePreference = 'Stop'; ", "")]
    [InlineData("$DebugPreference = 'Stop'; ", "-ThrottleLimit 2")]
    [InlineData("$DebugPreference = 'Stop'; ", "")]
    public async Task Revocations_in_flight_are_reported_before_a_message_ends_the_command(string preference, string parameters)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(
            new SandboxOptions { LatencyMs = 50 }, clock: new ShiftedClock(Skew));
        string[] outcome = sandbox.Outcome(
            $"$rows = 'K2uVt5wNxe', 'zP0gHsa6Ri' | ForEach-Object {{ [pscustomobject]@{{ KeyId = $_; UserId = 'bob' }} }}; " +
            $"{preference}$rows | Revoke-WhylabsApiKey -Force {parameters}");
        Assert.Equal(["K2uVt5wNxe", "zP0gHsa6Ri", "ActionPreferenceStop"], outcome);
        Assert.Equal(2, sandbox.Writes);
    }

    // The third of 40 keys fails. Four requests are in flight, and at most sixteen results wait.
    [Theory]
    [InlineData("", "-ErrorAction Inquire")]
    [InlineData("$ErrorActionPreference = 'Inquire'; ", "")]
    [InlineData("", "-ErrorAction Stop")]
    public async Task Error_that_may_end_the_command_follows_all_revoked_keys(string preference, string parameters)
    {
        await using SandboxFixture sandbox = await OpenManyAsync(answer: (_, _) => "H");
        sandbox.Server.FaultFor = request => request.Target.Contains("key0000002", StringComparison.Ordinal) ? "400" : null;
        AssertAllReported(sandbox, $"{preference}$keys | Revoke-WhylabsApiKey -Force -ThrottleLimit 4 {parameters}", fewest: 3);
        Assert.True(sandbox.Revoked.Count() < Keys, "The error did not end the command.");
    }

    [Fact]
    public async Task Continuing_after_an_error_loses_no_result_and_no_other_error()
    {
        int questions = 0;
        await using SandboxFixture sandbox = await OpenManyAsync(answer: (_, _) =>
        {
            questions++;
            return "Y";
        });
        string[] bad = ["key0000002", "key0000003", "key0000009"];
        sandbox.Server.FaultFor = request => bad.Any(id => request.Target.Contains(id, StringComparison.Ordinal)) ? "400" : null;
        var result = sandbox.Run("$keys | Revoke-WhylabsApiKey -Force -ThrottleLimit 4 -ErrorAction Inquire");
        Assert.Equal(bad, result.Errors.Select(error => error.TargetObject));
        Assert.Equal(sandbox.Revoked.Where(id => id.StartsWith("key", StringComparison.Ordinal)),
            result.Output.Select(key => key.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(Keys - bad.Length, result.Output.Count);
        Assert.Equal(bad.Length, questions);
    }

    [Theory]
    [InlineData("Stop")]
    [InlineData("Inquire")]
    public async Task Progress_does_not_end_the_command(string preference)
    {
        await using SandboxFixture sandbox = await OpenManyAsync(new SandboxOptions { LatencyMs = 150 }, (_, _) => "H");
        AssertAllReported(
            sandbox, $"$ProgressPreference = '{preference}'; $keys | Revoke-WhylabsApiKey -Force -ThrottleLimit 4", fewest: Keys);
    }

    private const int Keys = 40;

    private static async Task<SandboxFixture> OpenManyAsync(SandboxOptions? options = null, Func<string, string, string>? answer = null)
    {
        SandboxFixture sandbox = await SandboxFixture.OpenAsync(options, answer);
        for (int i = 0; i < Keys; i++)
        {
            string id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"key{i:0000000}");
            sandbox.Store.Add(new StoredKey(id, $"{id}.x", DemoOrganization.OrgId, "bob", DateTime.UtcNow.AddDays(-1)));
        }

        sandbox.Lines(
            $"$keys = 0..{Keys - 1} | ForEach-Object {{ [pscustomobject]@{{ KeyId = 'key{{0:0000000}}' -f $_; UserId = 'bob' }} }}");
        return sandbox;
    }

    private static void AssertAllReported(SandboxFixture sandbox, string script, int fewest)
    {
        sandbox.Run(
            "$got = [System.Collections.ArrayList]::new(); " +
            $"try {{ {script} | ForEach-Object {{ $null = $got.Add($_.KeyId) }} }} catch {{ }}");
        string[] revoked = [.. sandbox.Revoked.Where(id => id.StartsWith("key", StringComparison.Ordinal))];
        Assert.InRange(revoked.Length, fewest, Keys);
        Assert.Equal(revoked, sandbox.Run("$got").Output.Select(id => id.ToString()).Order(StringComparer.Ordinal));
    }
}
