using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Secrets;

/// <summary>Tests that the secret of a new key is in its Key property and in no text.</summary>
public class NewSecretTests
{
    private const string Head =
        """
        Alias                KeyId      Status  ExpirationTime LastUsedTime   UserId
        -----                -----      ------  -------------- ------------   ------
        """;

    [Fact]
    public async Task Secret_is_a_SecureString_and_in_no_text_of_the_object()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run(
            """
            $new = New-WhylabsApiKey bob -Alias secret -Verbose -Debug
            $new.Key -is [securestring]
            $new.RevealKey()
            "$new" + ($new.psobject.Properties.ForEach{ "$($_.Name)=$($_.Value)" } -join ';')
            $serialized = [System.Management.Automation.PSSerializer]::Serialize($new)
            [System.Management.Automation.PSSerializer]::Deserialize($serialized).Key -is [securestring]
            """);
        string secret = Assert.Single(sandbox.Store.All, key => key.Alias == "secret").Token;
        Assert.Equal(["True", secret], result.Output.Take(2).Select(line => line.ToString()));
        Assert.Equal("True", result.Output[3].ToString());

        sandbox.Shell.Show("$new; $new.psobject.Properties | ForEach-Object { $_ }");
        string[] texts = [result.Output[2].ToString(), .. result.Verbose, .. result.Debug, sandbox.Screen];
        Assert.All(texts, text => Assert.DoesNotContain(secret[11..40], text, StringComparison.Ordinal));
        Assert.NotEmpty(result.Debug);
    }

    [Fact]
    public async Task Listed_key_has_no_secret()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Empty(sandbox.Lines("Get-WhylabsApiKey | Where Key"));
        Assert.Equal([""], sandbox.Lines("(Get-WhylabsApiKey HMiFAgQeNb).RevealKey()"));
    }

    [Fact]
    public async Task View_has_a_hint_about_the_secret_only_above_new_keys()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(clock: new StoppedClock());
        sandbox.Shell.Show("New-WhylabsApiKey bob first -ExpiresInDays 30; New-WhylabsApiKey bob second; Get-WhylabsApiKey -Alias ci");
        StoredKey[] made = [.. sandbox.Store.All.Where(key => key.Alias is "first" or "second")];
        Assert.Equal(
            $"""
               New key: The secret is only in this object, as Key.
               RevealKey() shows it, if the object is in a variable.
               If it is not, the secret is lost: revoke the key and create another.

            {Head}
            first                {made[0].KeyId} Active  in 30 days     unknown        bob
            second               {made[1].KeyId} Active  never          unknown        bob

            {Head}
            ci                   zP0gHsa6Ri Active  in 9 days      2 hours ago    bob
            """,
            sandbox.Page);
        Assert.All(made, key => Assert.DoesNotContain(key.Token[11..40], sandbox.Screen, StringComparison.Ordinal));
    }
}
