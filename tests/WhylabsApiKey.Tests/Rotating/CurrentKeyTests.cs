using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Rotating;

/// <summary>Tests that $_ is the new key in -Save.</summary>
public class CurrentKeyTests
{
    private const string Save = "{ param($New) $global:saved = \"$($_.KeyId -eq $New.KeyId) $($_.RevealKey() -eq $New.RevealKey())\" }";

    [Theory]
    [InlineData("Get-WhylabsApiKey b8XwE2rLmC | ForEach-Object { $null = Update-WhylabsApiKey $_.KeyId -Force -Save " + Save + " }")]
    [InlineData("$null = Get-WhylabsApiKey b8XwE2rLmC | Update-WhylabsApiKey -Force -Save " + Save)]
    [InlineData("$m = New-Module { function Get-Save { " + Save + " } }; $null = Update-WhylabsApiKey b8XwE2rLmC -Force -Save (Get-Save)")]
    [InlineData(
        "$m = New-Module { function Invoke-Rotation($Save) { Update-WhylabsApiKey b8XwE2rLmC -Force -Save $Save @Service } }; " +
        "$null = 1 | ForEach-Object { Invoke-Rotation " + Save + " }")]
    public async Task Save_has_the_new_key_as_current_object(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(["True True"], sandbox.Lines($"{script}; $global:saved"));
        Assert.Contains("b8XwE2rLmC", sandbox.Revoked);
    }
}
