using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Trust;

/// <summary>Runbooks: nobody to ask, a language that allows little, clocks that are wrong, a service that lags.</summary>
public class UnattendedTests
{
    [Theory]
    [InlineData("Revoke-WhylabsApiKey zP0gHsa6Ri", "-Confirm:$false or -Force")]
    [InlineData("Get-WhylabsApiKey | Where Expired | Revoke-WhylabsApiKey", "-Confirm:$false or -Force")]
    [InlineData("New-WhylabsApiKey bob -Confirm", "-Confirm:$false")]
    public async Task Where_nobody_can_be_asked_the_error_says_how_to_go_on(string script, string advice)
    {
        await using Lab lab = await Lab.OpenAsync();
        ErrorRecord error = lab.Ending(script);
        Assert.Equal("ConfirmationImpossible", error.Id());
        Assert.Contains(advice, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(0, lab.Writes);
    }

    [Fact]
    public async Task Debug_asks_nothing()
    {
        await using Lab lab = await Lab.OpenAsync();
        ShellResult result = lab.Run("Get-WhylabsApiKey -Debug");
        Assert.Empty(result.Errors);
        Assert.Equal(10, result.Output.Count);
        Assert.NotEmpty(result.Debug);
        Assert.Empty(result.Verbose);
    }

    [Fact]
    public async Task Everything_but_methods_works_in_constrained_language()
    {
        await using Lab lab = await Lab.OpenAsync();
        lab.Lines("$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'");
        Assert.Equal(["fh4dUNV3WQ", "K2uVt5wNxe"], lab.Lines("Get-WhylabsApiKey | Where Expired | Revoke-WhylabsApiKey -Confirm:$false"));
        Assert.Equal(["bob System.Security.SecureString"], lab.Lines("$new = New-WhylabsApiKey bob; \"$($new.UserId) $($new.Key)\""));
        Assert.Equal(["HMiFAgQeNb"], lab.Lines("(Get-WhylabsApiKey HMiFAgQeNb).KeyId"));
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(2)]
    public async Task A_local_clock_two_days_wrong_is_named_and_expires_nothing(int days)
    {
        // The service's clock is moved instead of this machine's; its keys move along.
        await using Lab lab = await Lab.OpenAsync(clock: new ShiftedClock(TimeSpan.FromDays(days)));
        ShellResult result = lab.Run("Get-WhylabsApiKey | Where Expired | Revoke-WhylabsApiKey -Force");
        Assert.Equal(["fh4dUNV3WQ", "K2uVt5wNxe"], result.Output.Select(key => key.ToString()));
        Assert.Contains(result.Warnings, warning => warning.Contains("The clock of this machine is", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_clock_is_named_once_however_many_requests_overlap()
    {
        await using Lab lab = await Lab.OpenAsync(clock: new ShiftedClock(TimeSpan.FromDays(2)));
        lab.Lines("$ids = (Get-WhylabsApiKey 3>$null).KeyId");
        ShellResult result = lab.Run("Get-WhylabsApiKey ($ids + $ids + $ids) -ThrottleLimit 16");
        Assert.Equal(30, result.Output.Count);
        Assert.Single(result.Warnings);
    }

    [Theory]
    [InlineData("$new | Revoke-WhylabsApiKey -Force")]
    [InlineData("Revoke-WhylabsApiKey $new.KeyId -Force")]
    [InlineData("Get-WhylabsApiKey $new.KeyId")]
    public async Task A_key_just_made_is_waited_for(string command)
    {
        await using Lab lab = await Lab.OpenAsync(new SandboxOptions { ConsistencyDelayMs = 1000 });
        Assert.Equal(["True"], lab.Lines($"$new = New-WhylabsApiKey bob; ({command}).KeyId -eq $new.KeyId"));
    }

    [Fact]
    public async Task A_key_nobody_just_made_is_not_waited_for()
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Single(lab.Run("Revoke-WhylabsApiKey missing -UserId bob -Force").Errors);
        Assert.Equal(1, lab.Writes);
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-10-25T00:30:00", "2026-10-25T02:30:00")]
    [InlineData("Europe/Berlin", "2026-10-25T01:30:00", "2026-10-25T02:30:00")]
    [InlineData("Europe/Berlin", "2026-03-29T01:30:00", "2026-03-29T03:30:00")]
    [InlineData("America/Los_Angeles", "2026-11-01T09:30:00", "2026-11-01T01:30:00")]
    public async Task Times_around_a_change_of_the_clocks_come_back_as_the_instant_they_are(string zone, string utc, string local)
    {
        await using Lab lab = await Lab.OpenAsync();
        lab.Store.Add(new StoredKey("changeover", "x", "org-123", "bob", DateTime.Parse(utc + "Z", null, System.Globalization.DateTimeStyles.AdjustToUniversal)));
        (_, string output) = await FreshProcess.RunScriptAsync(
            "$time = (Get-WhylabsApiKey changeover).CreationTime; $time.ToUniversalTime().ToString('s'); $time.ToString('s')",
            lab.Server,
            lab.Demo.OperatorToken,
            ("TZ", zone));
        Assert.Equal([utc, local], output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
