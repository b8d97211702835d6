using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>Tests the module in constrained language mode.</summary>
public class ConstrainedLanguageTests
{
    [Fact]
    public async Task Constrained_language_allows_all_but_methods()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Lines("$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'");
        Assert.Equal(
            ["fh4dUNV3WQ", "K2uVt5wNxe"], sandbox.Lines("Get-WhylabsApiKey | Where Expired | Revoke-WhylabsApiKey -Confirm:$false"));
        Assert.Equal(["bob System.Security.SecureString"], sandbox.Lines("$new = New-WhylabsApiKey bob; \"$($new.UserId) $($new.Key)\""));
        Assert.Equal(["HMiFAgQeNb"], sandbox.Lines("(Get-WhylabsApiKey HMiFAgQeNb).KeyId"));
    }

    [Fact]
    public async Task Constrained_language_allows_a_rotation_with_Save()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Lines("$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'; $global:WhatIfPreference = $true");
        Assert.Equal(
            ["True True Continue"],
            sandbox.Lines(
                "$new = Update-WhylabsApiKey zP0gHsa6Ri -Force -WhatIf:$false -Save { $global:seen = $WhatIfPreference -eq $false }; "
                + "\"$($new.ReplacedRevoked) $seen $global:ErrorActionPreference\""));
        Assert.Equal(["True"], sandbox.Lines("$WhatIfPreference"));
        ShellResult result = sandbox.Run("Update-WhylabsApiKey b8XwE2rLmC -Force -WhatIf:$false -Save { Get-Item /nope }");
        Assert.Equal("RotationUndone", Assert.Single(result.Errors).Id());
    }
}
