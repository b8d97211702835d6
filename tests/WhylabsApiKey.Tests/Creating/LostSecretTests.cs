using System.Management.Automation;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Creating;

/// <summary>Tests that a terminating error lists the created keys, because their secrets are not assigned to a variable.</summary>
public class LostSecretTests
{
    [Theory]
    [InlineData("'third'", "CreateOutcomeUnknown")]
    [InlineData("'a#b'", "InvalidId")]
    [InlineData("' '", "UserIdMissing")]
    public async Task Terminating_error_lists_the_keys_that_the_command_created(string third, string errorId)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Server.FaultFor = request => request.Target.Contains("user_id=third", StringComparison.Ordinal) ? "503" : null;
        ErrorRecord error = sandbox.RunToError(
            $"$keys = {Rows(third)} New-WhylabsApiKey -ErrorAction Stop -MaximumRetryCount 0");
        Assert.Equal(errorId, error.Id());
        string[] created = Created(sandbox);
        Assert.Equal(2, created.Length);
        Assert.Contains($"the command created {string.Join(", ", created)}.", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal([string.Join(" ", created)], sandbox.Lines("$Error[0].Exception.CreatedKeyIds -join ' '"));
    }

    [Fact]
    public async Task Nonterminating_error_lists_no_keys()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(["3", "InvalidId", "0"], sandbox.Lines(
            $"$keys = {Rows("'a#b'")} New-WhylabsApiKey -ErrorVariable problem -ErrorAction SilentlyContinue; $keys.Count; " +
            "$problem.FullyQualifiedErrorId.Split(',')[0]; $problem.Exception.CreatedKeyIds.Count"));
    }

    [Theory]
    [InlineData("-KeepOld", true)]
    [InlineData("-Save { }", false)]
    public async Task Rotation_lists_only_keys_that_Save_did_not_store(string how, bool isListed)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ErrorRecord error = sandbox.RunToError($"$keys = Update-WhylabsApiKey zP0gHsa6Ri, nonexisten -Force {how} -ErrorAction Stop");
        Assert.Equal("KeyNotFound", error.Id());
        string created = Assert.Single(Created(sandbox));
        Assert.Equal(isListed, error.ErrorDetails.Message.Contains(created, StringComparison.Ordinal));
    }

    private static string Rows(string third) =>
        $"'bob', 'user-123', {third}, 'user-456' | ForEach-Object {{ [pscustomobject]@{{ UserId = $_ }} }} | ";

    private static string[] Created(SandboxFixture sandbox) =>
    [
        .. sandbox.Store.All.Where(key => key.Created > DateTime.UtcNow.AddMinutes(-5))
            .OrderBy(key => key.Created).Select(key => key.KeyId),
    ];
}
