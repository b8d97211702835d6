using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Creating;

/// <summary>Tests ids with additional white space, quotes or invisible characters.</summary>
public class IdTests
{
    [Theory]
    [InlineData("'bob '", "\"bob\\u0020\"")]
    [InlineData("' bob'", "\"\\u0020bob\"")]
    [InlineData("\"bob`r\"", "\"bob\\r\"")]
    [InlineData("\"bob`n\"", "\"bob\\n\"")]
    [InlineData("\"bob`t\"", "\"bob\\t\"")]
    [InlineData("\"b`tob\"", "\"b\\tob\"")]
    [InlineData("\"bob$([char]0xA0)\"", "\"bob\\u00A0\"")]
    [InlineData("\"$([char]0xFEFF)bob\"", "\"\\uFEFFbob\"")]
    [InlineData("\"bob$([char]0x200B)\"", "\"bob\\u200B\"")]
    [InlineData("\"bob$([char]0x2800)\"", "\"bob\\u2800\"")]
    [InlineData("\"bob$([char]0x3164)\"", "\"bob\\u3164\"")]
    [InlineData("\"bob$([char]::ConvertFromUtf32(0xE0020))\"", "\"bob\\uDB40\\uDC20\"")]
    [InlineData("'''bob'''", "\"'bob'\"")]
    [InlineData("'\"bob\"'", "\"\"bob\"\"")]
    [InlineData("\"$([char]0x201C)bob$([char]0x201D)\"", "“bob”")]
    [InlineData("\"bo$([char]27)b\"", "\\u001B")]
    public async Task Id_with_white_space_or_quotes_is_refused_by_every_command(string id, string shown)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        foreach (string script in (string[])
        [
            $"Get-WhylabsApiKey -UserId {id}", $"Get-WhylabsApiKey -KeyId {id}", $"Get-WhylabsApiKey -OrgId {id}",
            $"New-WhylabsApiKey {id}", $"Revoke-WhylabsApiKey {id} -Force", $"Revoke-WhylabsApiKey zP0gHsa6Ri {id} -Force",
            $"Update-WhylabsApiKey {id} -KeepOld -Force", $"[pscustomobject]@{{ UserId = {id} }} | Get-WhylabsApiKey",
            $"[pscustomobject]@{{ UserId = {id} }} | New-WhylabsApiKey", $"{id} | Revoke-WhylabsApiKey -Force",
            $"[pscustomobject]@{{ KeyId = 'zP0gHsa6Ri'; OrgId = {id} }} | Revoke-WhylabsApiKey -Force",
            $"1 | Get-WhylabsApiKey -KeyId {{ {id} }}",
        ])
        {
            ErrorRecord error = Assert.Single(sandbox.Run(script).Errors);
            Assert.Equal("InvalidId", error.Id());
            Assert.Contains(shown, error.ErrorDetails.Message, StringComparison.Ordinal);
        }

        Assert.Empty(sandbox.Server.Requests);
    }

    [Theory]
    [InlineData("a#b")]
    [InlineData("#")]
    public async Task Owner_with_a_number_sign_is_refused(string user)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string row = $"[pscustomobject]@{{ UserId = '{user}' }}";
        foreach (string script in (string[])[$"New-WhylabsApiKey '{user}'", $"{row} | New-WhylabsApiKey"])
            Assert.Equal("InvalidId", Assert.Single(sandbox.Run(script).Errors).Id());
        Assert.Empty(sandbox.Server.Requests);
        Assert.Empty(sandbox.Lines($"Get-WhylabsApiKey -UserId '{user}'"));
        Assert.Single(sandbox.Server.Requests);
    }

    [Theory]
    [InlineData(" bob")]
    [InlineData("bob\t")]
    [InlineData("'bob'")]
    public async Task Owner_of_a_listed_key_is_sent_unchanged(string owner)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        foreach (string keyId in (string[])["spaced0001", "spaced0002", "spaced0003"])
            sandbox.Store.Add(new(keyId, KeyStore.NewToken(keyId, "org-123"), "org-123", owner, DateTime.UtcNow) { Alias = keyId });
        Assert.Equal(["spaced0001"], sandbox.Lines("Get-WhylabsApiKey -Alias spaced0001 | Get-WhylabsApiKey"));
        Assert.Equal(["spaced0001"], sandbox.Lines("Get-WhylabsApiKey -Alias spaced0001 | Revoke-WhylabsApiKey -Force"));
        Assert.Equal(["spaced0002"], sandbox.Lines("Revoke-WhylabsApiKey (Get-WhylabsApiKey -Alias spaced0002) -Force"));
        Assert.Equal(
            ["spaced0003"],
            sandbox.Lines("Get-WhylabsApiKey -Alias spaced0003 | Update-WhylabsApiKey -Force -Save { } | ForEach-Object Replaces"));
        Assert.Equal(["Qv71ksZpTa", "spaced0001", "spaced0002", "spaced0003"], sandbox.Revoked);
    }

    [Theory]
    [InlineData("o'neil \"jr\" & sons")]
    [InlineData("a/b?c%d+e")]
    [InlineData("“x")]
    public async Task Other_characters_are_sent_unchanged_and_shown_in_the_preview(string user)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string quoted = $"'{user.Replace("'", "''", StringComparison.Ordinal)}'";
        sandbox.Run($"New-WhylabsApiKey {quoted} -WhatIf").ThrowIfFailed();
        Assert.Contains($"{user} in org-123", sandbox.Screen, StringComparison.Ordinal);
        Assert.Equal([user], sandbox.Lines($"(New-WhylabsApiKey {quoted}).UserId"));
    }

    [Fact]
    public async Task Preview_shows_invisible_characters_of_an_alias_escaped()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Run("New-WhylabsApiKey bob \"a$([char]0x200B)b \" -WhatIf").ThrowIfFailed();
        Assert.Contains("\"a\\u200Bb\\u0020\"", sandbox.Screen, StringComparison.Ordinal);
    }
}
