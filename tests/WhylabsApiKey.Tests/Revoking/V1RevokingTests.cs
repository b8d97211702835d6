using System.Management.Automation;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Revoking;

/// <summary>Tests revocations by an organization administrator in v1.</summary>
public class V1RevokingTests
{
    [Fact]
    public async Task In_v1_only_keys_created_by_the_token_are_revoked()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsAdministratorAsync();
        sandbox.Lines("$new = New-WhylabsApiKey -OrgId org-900");
        Assert.Equal(["Revoked"], sandbox.Lines("($new | Revoke-WhylabsApiKey -Force).Status"));
        ShellResult result = sandbox.Run("Get-WhylabsApiKey | Where KeyId -ne AdMiN00001 | Revoke-WhylabsApiKey -Force");
        Assert.Empty(result.Output);
        Assert.Equal(9, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.Equal("KeyNotFound", error.Id()));
        Assert.Empty(sandbox.Revoked.Except(["Qv71ksZpTa", sandbox.Lines("$new.KeyId")[0]]));
    }

    [Theory]
    [InlineData("Revoke-WhylabsApiKey zP0gHsa6Ri -UserId bob -Force")]
    [InlineData("'zP0gHsa6Ri' | Revoke-WhylabsApiKey -UserId bob -Force")]
    [InlineData("Update-WhylabsApiKey zP0gHsa6Ri -UserId bob -ExpiresInDays 1 -KeepOld -Force")]
    [InlineData("Get-WhylabsApiKey zP0gHsa6Ri -UserId bob")]
    public async Task In_v1_UserId_is_refused(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsAdministratorAsync();
        ErrorRecord error = sandbox.RunToError(script);
        Assert.Equal("UnsupportedInVersion", error.Id());
        Assert.Equal("v1 does not return the owner of a key: omit -UserId.", error.ErrorDetails.Message);
        Assert.Empty(sandbox.Server.Requests);
    }

    [Fact]
    public async Task In_v1_own_key_is_refused_too()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsAdministratorAsync();
        Assert.Equal("OwnKey", Assert.Single(sandbox.Run("Get-WhylabsApiKey AdMiN00001 | Revoke-WhylabsApiKey -Force").Errors).Id());
        Assert.Equal(0, sandbox.Writes);
    }

    [Fact]
    public async Task In_v1_WhatIf_names_no_user_and_sends_no_write()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsAdministratorAsync();
        Assert.Empty(sandbox.Lines("New-WhylabsApiKey -OrgId org-900 -WhatIf; Revoke-WhylabsApiKey HMiFAgQeNb -WhatIf"));
        Assert.Contains($"API key HMiFAgQeNb in org-123 at {sandbox.Server.Endpoint.Authority}", sandbox.Screen, StringComparison.Ordinal);
        Assert.Empty(sandbox.Server.Requests);
    }
}
