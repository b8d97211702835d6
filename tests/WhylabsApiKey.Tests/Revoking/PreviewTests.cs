using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Revoking;

/// <summary>Tests that -WhatIf names each key and changes nothing.</summary>
public class PreviewTests
{
    private static readonly string[] AlreadyRevoked = ["Qv71ksZpTa"];

    [Theory]
    [InlineData("Get-WhylabsApiKey | Revoke-WhylabsApiKey -WhatIf")]
    [InlineData("Get-WhylabsApiKey | Revoke-WhylabsApiKey -WhatIf -Force")]
    [InlineData("Get-WhylabsApiKey | Revoke-WhylabsApiKey -WhatIf -Confirm:$false")]
    [InlineData("$WhatIfPreference = $true; Get-WhylabsApiKey | Revoke-WhylabsApiKey -Force")]
    [InlineData("$global:WhatIfPreference = $true; Get-WhylabsApiKey | Revoke-WhylabsApiKey -Force; New-WhylabsApiKey bob")]
    [InlineData("& { $WhatIfPreference = $true; Get-WhylabsApiKey | Revoke-WhylabsApiKey -Force; New-WhylabsApiKey bob }")]
    [InlineData("& { $WhatIfPreference = 1; & { Get-WhylabsApiKey | Revoke-WhylabsApiKey -Force } }")]
    [InlineData(
        "function f { [CmdletBinding(SupportsShouldProcess)] param() Get-WhylabsApiKey | Revoke-WhylabsApiKey -Force; " +
        "New-WhylabsApiKey bob }; f -WhatIf")]
    [InlineData(
        "$m = New-Module { $WhatIfPreference = $true; " +
        "function Invoke-It { Get-WhylabsApiKey @Service | Revoke-WhylabsApiKey @Service -Force; New-WhylabsApiKey bob @Service } }; " +
        "Invoke-It")]
    [InlineData(
        "$m = New-Module { function Invoke-It { Get-WhylabsApiKey @Service | Revoke-WhylabsApiKey @Service -Force } }; " +
        "& $m { $script:WhatIfPreference = $true }; Invoke-It")]
    public async Task WhatIf_sends_no_write_from_parameter_or_preference(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run(script);
        Assert.Null(result.EndedBy);
        Assert.Empty(result.Errors);
        Assert.Equal(0, sandbox.Writes);
        Assert.Equal(AlreadyRevoked, sandbox.Revoked);
        Assert.Contains("What if:", sandbox.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIf_false_overrides_the_preference()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Lines("$WhatIfPreference = $true; Revoke-WhylabsApiKey zP0gHsa6Ri -Force -WhatIf:$false");
        Assert.Equal(1, sandbox.Writes);
    }

    [Fact]
    public async Task Confirmation_has_no_control_characters()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Lines("New-WhylabsApiKey bob -Alias \"a$([char]27)[2Jb$([char]0x202E)c\" | Revoke-WhylabsApiKey -WhatIf");
        Assert.Contains("\"a\\u001B[2Jb\\u202Ec\"", sandbox.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', sandbox.Screen);
    }

    [Fact]
    public async Task Confirmation_shows_the_alias_of_the_service_not_of_a_row()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Lines(
            "$null = Get-WhylabsApiKey; [pscustomobject]@{ KeyId = 'zP0gHsa6Ri'; UserId = 'bob'; Alias = 'harmless' } " +
            "| Revoke-WhylabsApiKey -WhatIf");
        Assert.Contains("API key zP0gHsa6Ri \"ci\" of bob in org-123", sandbox.Screen, StringComparison.Ordinal);
        sandbox.Lines(
            "$new = New-WhylabsApiKey bob; [pscustomobject]@{ KeyId = $new.KeyId; UserId = 'bob'; Alias = 'made up' } " +
            "| Revoke-WhylabsApiKey -WhatIf");
        Assert.DoesNotContain("made up", sandbox.Screen, StringComparison.Ordinal);
        sandbox.Lines(
            "[pscustomobject]@{ KeyId = 'zP0gHsa6Ri'; UserId = 'bob'; Alias = 'production' } " +
            "| Revoke-WhylabsApiKey -WhatIf -Endpoint http://localhost:1");
        Assert.Contains("API key zP0gHsa6Ri \"production\" of bob in org-123 at localhost:1", sandbox.Screen, StringComparison.Ordinal);
    }
}
