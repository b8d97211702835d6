using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Revoking;

/// <summary>Tests that a command refuses to revoke the key that it authenticates with, unless -AllowSelf is specified.</summary>
public class OwnKeyTests
{
    [Theory]
    [InlineData("-Force")]
    [InlineData("-Confirm:$false")]
    [InlineData("-WhatIf")]
    public async Task Own_key_is_refused_and_the_others_are_revoked(string how)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run(
            $"Get-WhylabsApiKey -OrgId 0 | Revoke-WhylabsApiKey {how}; 'zP0gHsa6Ri' | ForEach-Object {{ Revoke-WhylabsApiKey $_ {how} }}");
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("OwnKey", error.Id());
        Assert.Equal("OpErAtOr01", error.TargetObject);
        Assert.DoesNotContain("OpErAtOr01", sandbox.Revoked);
        Assert.Equal(how == "-WhatIf" ? 0 : 1, sandbox.Writes);
    }

    [Fact]
    public async Task Own_key_is_recognized_with_any_secret()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ErrorRecord error = Assert.Single(sandbox.Run(
            "$key = [securestring]::new(); 'OwNkEy0000.a-b_c=d/e+f:0'.ToCharArray().ForEach{ $key.AppendChar($_) }; " +
            "Revoke-WhylabsApiKey OwNkEy0000 bob -Force -ApiKey $key").Errors);
        Assert.Equal("OwnKey", error.Id());
        Assert.Empty(sandbox.Server.Requests);
    }

    [Fact]
    public async Task Own_key_is_revoked_with_AllowSelf()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(["OpErAtOr01"], sandbox.Lines("Revoke-WhylabsApiKey OpErAtOr01 -OrgId 0 -AllowSelf -Force"));
    }

    [Theory]
    [InlineData("OwNkEy000012.secretsecretsecret", "OwNkEy000012")]
    [InlineData("own-key.secretsecretsecret:org-123", "own-key")]
    [InlineData("T3duS2V5==.secretsecretsecret:0", "T3duS2V5==")]
    public async Task Own_key_is_recognized_in_any_form_of_id(string token, string keyId)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Store.Add(new StoredKey(keyId, token, DemoOrganization.OrgId, "bob", DateTime.UtcNow.AddDays(-1)));
        foreach (string command in (string[])["Revoke-WhylabsApiKey", "Update-WhylabsApiKey -Save { }"])
        {
            ErrorRecord error = Assert.Single(
                sandbox.Run($"{command} -KeyId '{keyId}' -UserId bob -Force -ApiKey $args[0]", SandboxFixture.Secret(token)).Errors);
            Assert.Equal("OwnKey", error.Id());
        }

        Assert.Empty(sandbox.Server.Requests);
        Assert.Equal([keyId], sandbox.Lines($"Revoke-WhylabsApiKey -KeyId '{keyId}' -UserId bob -Force"));
    }
}
