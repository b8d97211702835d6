using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;
using static WhylabsApiKey.Tests.Rotating.RotatedKey;

namespace WhylabsApiKey.Tests.Rotating;

/// <summary>
/// Tests -Save scripts that also revoke keys or remove the module. The old key is revoked only if the new key still works, and the error
/// describes the result.
/// </summary>
public class AfterSaveTests
{
    private const string RevokeNew = "Revoke-WhylabsApiKey $New.KeyId bob -Force";
    private const string RevokeOld = "Revoke-WhylabsApiKey $Old.KeyId bob -Force";

    [Theory]
    [InlineData("throw [System.Management.Automation.PipelineStoppedException]::new()")]
    [InlineData("function Stop-It { throw [System.Management.Automation.PipelineStoppedException]::new() }; Stop-It")]
    public async Task PipelineStoppedException_thrown_by_Save_undoes_the_rotation(string save)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run($"Update-WhylabsApiKey {Old} -Force -Save {{ param($New, $Old) {save} }}; 'goes on'");
        Assert.Equal("RotationUndone", Assert.Single(result.Errors).Id());
        Assert.Equal("goes on", Assert.Single(result.Output).ToString());
        Assert.True(Assert.Single(Successors(sandbox.Store)).Revoked);
        Assert.False(IsRevoked(sandbox, Old));
    }

    [Theory]
    [InlineData(RevokeNew, "was not rotated, and works as before: After -Save ran, the new key", false)]
    [InlineData($"{RevokeNew}; {RevokeOld}", "was not rotated, but it is revoked or could not be found: After -Save", true)]
    [InlineData($"{RevokeNew}; throw 'shut'", "was not rotated, and works as before: shut.", false)]
    [InlineData($"{RevokeOld}; throw 'shut'", "was not rotated, but it is revoked or could not be found: shut.", true)]
    public async Task Save_that_revokes_the_new_key_leaves_the_old_key(string save, string message, bool isOldRevoked)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run($"Update-WhylabsApiKey {Old} -Force -Save {{ param($New, $Old) $null = {save} }}");
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("RotationUndone", error.Id());
        Assert.Contains(message, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.True(Assert.Single(Successors(sandbox.Store)).Revoked);
        Assert.Equal(isOldRevoked, IsRevoked(sandbox, Old));
    }

    [Fact]
    public async Task In_v1_save_that_revokes_the_new_key_leaves_the_old_key()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run(
            "$v1 = @{ ApiKey = $args[0]; ApiVersion = 'V1'; OrgId = 'org-900' }; $old = New-WhylabsApiKey @v1 -ExpiresInDays 9; " +
            "$null = Update-WhylabsApiKey $old @v1 -ExpiresInDays 9 -Force -WarningAction Ignore " +
            "-Save { param($New, $Old) Revoke-WhylabsApiKey $New.KeyId @v1 -Force }; $old.KeyId",
            SandboxFixture.Secret(sandbox.Demo.PaidAdministratorToken));
        Assert.Contains(
            "and works as before: After -Save ran", Assert.Single(result.Errors).ErrorDetails.Message, StringComparison.Ordinal);
        Assert.False(IsRevoked(sandbox, Assert.Single(result.Output).ToString()));
    }

    [Theory]
    [InlineData("$null = 1", 0)]
    [InlineData("$null = Get-WhylabsApiKey $New.KeyId", 1)]
    [InlineData("Import-Module $path -Force", 1)]
    [InlineData("Remove-Module WhylabsApiKey", 1)]
    [InlineData("Start-Sleep -Milliseconds 5100", 1)]
    public async Task New_key_is_looked_up_again_only_if_save_may_have_revoked_it(string save, int lists)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run(
            $"$path = $args[0]; (Update-WhylabsApiKey {Old} -Force -Save {{ param($New) {save} }}).ReplacedRevoked",
            ModuleShell.ModulePath);
        Assert.Empty(result.Errors);
        Assert.Equal("True", Assert.Single(result.Output).ToString());
        RecordedRequest[] requests = [.. sandbox.Server.Requests];
        int created = Array.FindIndex(requests, request => request.Method == "POST");
        Assert.Equal(lists, requests.Skip(created).Count(request => request.Target.Contains("user_id=bob", StringComparison.Ordinal)
            && request.Method == "GET"));
        Assert.Equal("DELETE", requests[^1].Method);
    }

    [Fact]
    public async Task Old_key_is_kept_if_another_caller_revokes_the_new_key_during_a_long_Save()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string begun = Path.GetTempFileName();
        Task<ShellResult> rotation = Task.Run(
            () => sandbox.Run(
                $"Update-WhylabsApiKey {Old} -Force -Save {{ [IO.File]::Delete('{begun}'); Start-Sleep -Milliseconds 5100 }}"),
            TestContext.Current.CancellationToken);
        while (File.Exists(begun))
            await Task.Delay(20, TestContext.Current.CancellationToken);
        StoredKey successor = Successors(sandbox.Store).Single();
        sandbox.Store.Add(successor with { Revoked = true });
        Assert.Contains(
            "and works as before: After -Save ran", Assert.Single((await rotation).Errors).ErrorDetails.Message, StringComparison.Ordinal);
        Assert.False(IsRevoked(sandbox, Old));
    }

    [Fact]
    public async Task Old_key_is_kept_if_the_state_of_the_new_key_is_unknown()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Server.FaultFor = request =>
            request.Method == "GET" && request.Target.Contains("user_id", StringComparison.Ordinal) && Successors(sandbox.Store).Any()
                ? "503"
                : null;
        ShellResult result = sandbox.Run(
            $"Update-WhylabsApiKey {Old} -Force -MaximumRetryCount 0 -Save {{ param($New) $null = Get-WhylabsApiKey $New.KeyId }}");
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("OldKeyNotRevoked", error.Id());
        StoredKey successor = Assert.Single(Successors(sandbox.Store));
        Assert.StartsWith(
            $"The command could not check whether the new key {successor.KeyId} still works after -Save.",
            error.ErrorDetails.Message,
            StringComparison.Ordinal);
        Assert.Equal(false, Assert.Single(result.Output).Properties["ReplacedRevoked"].Value);
        Assert.False(successor.Revoked || IsRevoked(sandbox, Old));
    }

    // The test uses a new process, because the connections are closed when the last runspace of a process removes the module.
    [Theory]
    [InlineData("Import-Module $path -Force")]
    [InlineData("Remove-Module WhylabsApiKey")]
    public async Task Running_command_keeps_its_connections_when_the_module_is_removed(string save)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        (int exitCode, string output) = await FreshProcess.RunScriptAsync(
            $"$path = (Get-Module WhylabsApiKey).Path; (Update-WhylabsApiKey {Old} -Force -Save {{ {save} }}).ReplacedRevoked; "
            + "Import-Module $path; (Get-WhylabsApiKey).Count",
            sandbox.Server,
            sandbox.Demo.OperatorToken);
        Assert.Matches(@"^\s*True\s+10\s*$", output);
        Assert.Equal(0, exitCode);
    }

    private static bool IsRevoked(SandboxFixture sandbox, string keyId) => sandbox.Store.All.Single(key => key.KeyId == keyId).Revoked;
}
