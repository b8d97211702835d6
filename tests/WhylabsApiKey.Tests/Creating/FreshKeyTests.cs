using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Creating;

/// <summary>Tests that only look-ups of new keys are retried, because the service is eventually consistent.</summary>
public class FreshKeyTests
{
    private const string Unknown = "AbCdEfGh12.0123456789abcdefghijklmnopqrstuvwxyz:org-777";

    [Theory]
    [InlineData("$new | Revoke-WhylabsApiKey -Force")]
    [InlineData("Revoke-WhylabsApiKey $new.KeyId -Force")]
    [InlineData("Get-WhylabsApiKey $new.KeyId")]
    public async Task Look_up_of_a_new_key_is_retried(string command)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(new SandboxOptions { ConsistencyDelayMs = 1000 });
        Assert.Equal(["True"], sandbox.Lines($"$new = New-WhylabsApiKey bob; ({command}).KeyId -eq $new.KeyId"));
    }

    [Fact]
    public async Task Look_up_of_an_unknown_key_is_not_retried()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Single(sandbox.Run("Revoke-WhylabsApiKey missing -UserId bob -Force").Errors);
        Assert.Equal(1, sandbox.Writes);
    }

    [Fact]
    public async Task Only_look_ups_of_new_keys_are_retried()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(new SandboxOptions { ConsistencyDelayMs = 1000 });
        Assert.Equal(["True"], sandbox.Lines("New-WhylabsApiKey bob | Test-WhylabsApiKey -Quiet"));
        int before = sandbox.Server.Requests.Count;
        Assert.Equal(
            "False",
            Assert.Single(sandbox.Run("Test-WhylabsApiKey -ApiKey $args[0] -Quiet", SandboxFixture.Secret(Unknown)).Output).ToString());
        Assert.Equal(before + 1, sandbox.Server.Requests.Count);
    }
}
