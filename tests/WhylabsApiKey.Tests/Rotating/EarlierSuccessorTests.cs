using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Rotating;

/// <summary>Tests the warning about keys that an earlier rotation may have created.</summary>
public class EarlierSuccessorTests
{
    private const string Save = "-Save { param($New, $Old) $global:saved = $New.RevealKey() }";

    [Fact]
    public async Task Possible_successor_of_an_earlier_rotation_is_named_and_not_revoked()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string first = Assert.Single(sandbox.Lines("(Update-WhylabsApiKey zP0gHsa6Ri -KeepOld -Force).KeyId"));
        ShellResult result = sandbox.Run($"Update-WhylabsApiKey zP0gHsa6Ri {Save} -Force");
        string warning = Assert.Single(result.Warnings);
        Assert.Contains(first, warning, StringComparison.Ordinal);
        Assert.Contains("zP0gHsa6Ri", warning, StringComparison.Ordinal);
        Assert.DoesNotContain(first, sandbox.Revoked);
        Assert.Empty(sandbox.Run($"Update-WhylabsApiKey b8XwE2rLmC {Save} -Force").Warnings);
    }

    [Fact]
    public async Task Only_a_later_key_can_be_a_successor()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run(
            "$null = New-WhylabsApiKey bob -Alias twin; [System.Threading.Thread]::Sleep(20); " +
            "$second = New-WhylabsApiKey bob -Alias twin; Update-WhylabsApiKey $second.KeyId -KeepOld -Force");
        Assert.Empty(result.Warnings);
        Assert.Single(result.Output);
    }

    [Fact]
    public async Task Similar_keys_rotated_together_are_not_reported_as_successors()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Run("1..2 | ForEach-Object { $null = New-WhylabsApiKey bob twin }").ThrowIfFailed();
        ShellResult result = sandbox.Run($"Get-WhylabsApiKey -Alias twin | Update-WhylabsApiKey {Save} -Force");
        Assert.Equal(2, result.Output.Count);
        Assert.True(result.Warnings.Count <= 1, "Only the older key has a similar key that was created later.");
    }
}
