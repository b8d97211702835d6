using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Rotating;

/// <summary>Tests the confirmation and the preview of a rotation.</summary>
public class RotationConfirmationTests
{
    private const string Save = "-Save { param($New, $Old) $global:saved = $New.RevealKey() }";

    [Fact]
    public async Task Rotation_without_Save_or_KeepOld_is_refused()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal("SaveMissing", sandbox.RunToError("Update-WhylabsApiKey b8XwE2rLmC -Force").Id());
        Assert.Empty(sandbox.Server.Requests);
    }

    [Theory]
    [InlineData("Update-WhylabsApiKey b8XwE2rLmC {0} -WhatIf")]
    [InlineData("Update-WhylabsApiKey b8XwE2rLmC {0} -WhatIf -Force")]
    [InlineData("Update-WhylabsApiKey b8XwE2rLmC -WhatIf")]
    [InlineData("& {{ $WhatIfPreference = $true; Get-WhylabsApiKey | Update-WhylabsApiKey {0} -Force }}")]
    public async Task WhatIf_sends_no_write(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Empty(sandbox.Lines(string.Format(System.Globalization.CultureInfo.InvariantCulture, script, Save)));
        Assert.Equal(0, sandbox.Writes);
        Assert.Contains("API key b8XwE2rLmC \"dashboard\" of user-456 in org-123 at 127.0.0.1", sandbox.Screen, StringComparison.Ordinal);
        Assert.Contains("Rotate: create a new key that never expires, then revoke this one", sandbox.Screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "The preview needs neither -Save nor -KeepOld. A real rotation needs one of them.")]
    [InlineData("-Save { }")]
    [InlineData("-KeepOld")]
    public async Task WhatIf_warns_about_a_missing_parameter(string parameters, params string[] warnings)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(warnings, sandbox.Run($"Update-WhylabsApiKey b8XwE2rLmC {parameters} -WhatIf").Warnings);
        Assert.Contains("Rotate: create a new key", sandbox.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_key_is_confirmed()
    {
        var questions = new List<string>();
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(answer: (_, message) =>
        {
            questions.Add(message);
            return questions.Count == 1 ? "No" : "Yes";
        });
        Assert.Equal(
            ["m9DqBf3EyG"], sandbox.Lines($"(Get-WhylabsApiKey -KeyId T4ncYdo9Ju, m9DqBf3EyG | Update-WhylabsApiKey {Save}).Replaces"));
        Assert.Equal(2, questions.Count);
        Assert.Equal(["Qv71ksZpTa", "m9DqBf3EyG"], sandbox.Revoked);
    }
}
