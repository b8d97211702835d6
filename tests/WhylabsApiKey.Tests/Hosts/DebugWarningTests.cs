using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>
/// Tests warnings with -Debug. The engine then prompts for every warning, and a prompt fails in a non-interactive session. So the module
/// writes a debug message instead of a warning.
/// </summary>
public class DebugWarningTests
{
    private const string Clock = "Warning: The clock of this machine is ";
    private static readonly TimeSpan Skew = TimeSpan.FromHours(1);

    [Theory]
    [InlineData("Get-WhylabsApiKey zP0gHsa6Ri", Clock)]
    [InlineData("New-WhylabsApiKey bob -Confirm:$false", Clock)]
    [InlineData("Revoke-WhylabsApiKey zP0gHsa6Ri -Confirm:$false", Clock)]
    [InlineData("Update-WhylabsApiKey zP0gHsa6Ri -Confirm:$false -Save { }", Clock)]
    [InlineData("Test-WhylabsApiKey", Clock)]
    [InlineData("Get-WhylabsApiKey -UserId 'user-4*'; Get-WhylabsApiKey zP0gHsa6Ri", "Warning: UserId \"user-4*\"")]
    public async Task Warning_with_Debug_does_not_stop_the_command(string command, string warning)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(clock: new ShiftedClock(Skew));
        ShellResult result = sandbox.Run(
            $"$PSDefaultParameterValues['*-WhylabsApiKey:Debug'] = $true; $got = {command}; $got");
        Assert.Null(result.EndedBy?.ToString());
        Assert.Empty(result.Errors);
        Assert.Single(result.Output);
        Assert.Contains(result.Debug, text => text.StartsWith(warning, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Warning_with_Debug_does_not_stop_a_rotation_in_v1()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run(
            "$v1 = @{ ApiKey = $args[0]; ApiVersion = 'V1'; OrgId = 'org-900' }; $old = New-WhylabsApiKey @v1 -ExpiresInDays 9; " +
            "$new = Update-WhylabsApiKey $old @v1 -ExpiresInDays 9 -Save { } -Debug -Confirm:$false; $new",
            SandboxFixture.Secret(sandbox.Demo.PaidAdministratorToken));
        Assert.Null(result.EndedBy?.ToString());
        Assert.Single(result.Output);
        Assert.Contains(result.Debug, text => text.StartsWith("Warning: v1 does not tell whether", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WarningAction_is_kept_with_Debug()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(clock: new ShiftedClock(Skew));
        ShellResult result = sandbox.Run("Get-WhylabsApiKey zP0gHsa6Ri -Debug -WarningAction Continue");
        Assert.Single(result.Output);
        Assert.Single(result.Warnings);
    }
}
