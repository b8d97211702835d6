using System.Management.Automation;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Creating;

/// <summary>Tests that the outcome of a create is reported, whatever happens after its request.</summary>
public class CreateOutcomeTests
{
    private static readonly TimeSpan Skew = TimeSpan.FromHours(1);

    [Theory]
    [InlineData("New-WhylabsApiKey bob -Alias kept -WarningAction Stop")]
    [InlineData("$VerbosePreference = 'Stop'; New-WhylabsApiKey bob -Alias kept -Confirm:$false")]
    [InlineData("$DebugPreference = 'Stop'; New-WhylabsApiKey bob -Alias kept")]
    public async Task Created_key_is_returned_before_a_message_ends_the_command(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(clock: new ShiftedClock(Skew));
        string[] outcome = sandbox.Outcome(script);
        Assert.Equal([Assert.Single(sandbox.Store.All, key => key.Alias == "kept").KeyId, "ActionPreferenceStop"], outcome);
    }

    [Fact]
    public async Task Outcome_of_a_create_is_reported_before_a_message_ends_the_command()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Server.FaultFor = request => request.Method == "POST" ? "drop" : null;
        ShellResult result = sandbox.Run("$VerbosePreference = 'Stop'; New-WhylabsApiKey bob -Alias lost");
        Assert.Equal("CreateOutcomeUnknown", result.Errors[0].Id());
        Assert.Contains(
            Assert.Single(sandbox.Store.All, key => key.Alias == "lost").KeyId,
            result.Errors[0].ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verbose_messages_of_a_create_are_written_while_it_runs()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(new SandboxOptions { Fault = "429", FaultEvery = 1 });
        using PowerShell shell = sandbox.Shell.Start("New-WhylabsApiKey bob -Verbose");
        shell.BeginInvoke();
        while (!shell.Streams.Verbose.Any(line => line.Message.Contains("Retrying in", StringComparison.Ordinal)))
            await Task.Delay(10);
        Assert.Equal(PSInvocationState.Running, shell.InvocationStateInfo.State);
        await Task.Factory.FromAsync(shell.BeginStop, shell.EndStop, null);
    }

    [Fact]
    public async Task Create_over_TLS_that_breaks_is_not_retried()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), TlsServer.NeedsLinux);
        await using TlsServer server = await TlsServer.StartAsync(
            HttpProtocols.Http1AndHttp2, drops: http => http.Request.Method == "POST");
        (_, string output) = await server.RunScriptAsync(
            "$null = Get-WhylabsApiKey; New-WhylabsApiKey bob -ErrorAction SilentlyContinue; $Error[0].FullyQualifiedErrorId");

        Assert.StartsWith("CreateOutcomeUnknown,", output.Trim(), StringComparison.Ordinal);
        Assert.Single(server.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));
    }
}
