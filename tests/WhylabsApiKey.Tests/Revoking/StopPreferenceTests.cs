using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Trust;

/// <summary>A message that ends the command, as a warning under -WarningAction Stop, comes after what the command has changed.</summary>
public class OutcomeTests
{
    private static readonly TimeSpan Skew = TimeSpan.FromHours(1);

    [Theory]
    [InlineData("New-WhylabsApiKey bob -Alias kept -WarningAction Stop")]
    [InlineData("$VerbosePreference = 'Stop'; New-WhylabsApiKey bob -Alias kept -Confirm:$false")]
    [InlineData("$DebugPreference = 'Stop'; New-WhylabsApiKey bob -Alias kept")]
    public async Task A_created_key_is_returned_before_the_message_ends_the_command(string script)
    {
        await using Lab lab = await Lab.OpenAsync(clock: new ShiftedClock(Skew));
        string[] outcome = Outcome(lab, script);
        Assert.Equal([Assert.Single(lab.Store.All, key => key.Alias == "kept").KeyId, "ActionPreferenceStop"], outcome);
    }

    [Fact]
    public async Task What_became_of_a_create_is_told_before_the_message_ends_the_command()
    {
        await using Lab lab = await Lab.OpenAsync();
        lab.Server.FaultFor = request => request.Method == "POST" ? "drop" : null;
        ShellResult result = lab.Run("$VerbosePreference = 'Stop'; New-WhylabsApiKey bob -Alias lost");
        Assert.Equal("CreateOutcomeUnknown", result.Errors[0].Id());
        Assert.Contains(Assert.Single(lab.Store.All, key => key.Alias == "lost").KeyId, result.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "-ThrottleLimit 2 -WarningAction Stop")]
    [InlineData("$VerbosePreference = 'Stop'; ", "-ThrottleLimit 2")]
    [InlineData("$VerbosePreference = 'Stop'; ", "")]
    [InlineData("$DebugPreference = 'Stop'; ", "-ThrottleLimit 2")]
    [InlineData("$DebugPreference = 'Stop'; ", "")]
    public async Task Revocations_under_way_are_reported_before_the_message_ends_the_command(string preference, string parameters)
    {
        await using Lab lab = await Lab.OpenAsync(new SandboxOptions { LatencyMs = 50 }, clock: new ShiftedClock(Skew));
        string[] outcome = Outcome(
            lab,
            $"$rows = 'K2uVt5wNxe', 'zP0gHsa6Ri' | ForEach-Object {{ [pscustomobject]@{{ KeyId = $_; UserId = 'bob' }} }}; {preference}$rows | Revoke-WhylabsApiKey -Force {parameters}");
        Assert.Equal(["K2uVt5wNxe", "zP0gHsa6Ri", "ActionPreferenceStop"], outcome);
        Assert.Equal(2, lab.Writes);
    }

    [Fact]
    public async Task A_rotation_comes_to_its_end_before_the_message_ends_the_command()
    {
        var clock = new ShiftedClock(TimeSpan.Zero);
        await using Lab lab = await Lab.OpenAsync(clock: clock);
        lab.Server.FaultFor = request =>
        {
            clock.Shift = request.Method == "POST" ? Skew : clock.Shift;
            return null;
        };
        string[] outcome = Outcome(lab, "Update-WhylabsApiKey zP0gHsa6Ri -Force -Save { } -WarningAction Stop");
        Assert.Equal([Assert.Single(lab.Store.All, key => key is { Alias: "ci", Revoked: false }).KeyId, "ActionPreferenceStop"], outcome);
        Assert.Contains("zP0gHsa6Ri", lab.Revoked);
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey nonexisten, zP0gHsa6Ri -ErrorAction Stop -WarningVariable warnings")]
    [InlineData("Get-WhylabsApiKey zP0gHsa6Ri -WarningVariable warnings")]
    [InlineData("Update-WhylabsApiKey zP0gHsa6Ri -Force -Save { } -WarningVariable warnings")]
    [InlineData("$new = New-WhylabsApiKey bob 3>$null; $new, $new | Test-WhylabsApiKey -WarningVariable warnings")]
    public async Task A_warning_is_shown_once_however_the_command_ends(string script)
    {
        await using Lab lab = await Lab.OpenAsync(clock: new ShiftedClock(Skew));
        Assert.Equal(["1"], lab.Lines($"$null = try {{ {script} }} catch {{ }}; @($warnings).Count"));
    }

    [Fact]
    public async Task A_rotation_that_was_undone_is_not_said_to_be_in_place()
    {
        await using Lab lab = await Lab.OpenAsync(new SandboxOptions { V1 = false });
        ShellResult result = lab.Run("Update-WhylabsApiKey zP0gHsa6Ri -Force -Save { throw 'shut' }");
        Assert.Equal("RotationUndone", Assert.Single(result.Errors).Id());
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public async Task Verbose_lines_of_a_create_come_while_it_lasts()
    {
        await using Lab lab = await Lab.OpenAsync(new SandboxOptions { Fault = "429", FaultEvery = 1 });
        using PowerShell shell = lab.Shell.Start("New-WhylabsApiKey bob -Verbose");
        shell.BeginInvoke();
        while (!shell.Streams.Verbose.Any(line => line.Message.Contains("Trying again", StringComparison.Ordinal)))
            await Task.Delay(10);
        Assert.Equal(PSInvocationState.Running, shell.InvocationStateInfo.State);
        await Task.Factory.FromAsync(shell.BeginStop, shell.EndStop, null);
    }

    // What a script gets, and the id of the error that ends it.
    private static string[] Outcome(Lab lab, string script) =>
        lab.Lines($"try {{ {script} }} catch {{ $_.FullyQualifiedErrorId.Split(',')[0] }}");
}
