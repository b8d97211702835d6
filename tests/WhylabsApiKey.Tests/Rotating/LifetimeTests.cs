using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Rotating;

/// <summary>How long the new key of a rotation lives.</summary>
public class LifetimeTests
{
    private const string Save = "-Save { param($New, $Old) $global:saved = $New.RevealKey() }";

    [Theory]
    [InlineData("-ExpiresInDays 30", 30)]
    [InlineData("-ExpirationTime ([datetimeoffset]::Now.AddDays(7))", 7)]
    public async Task The_lifetime_can_be_another(string lifetime, double days)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string value = Assert.Single(
            sandbox.Lines(
                $"(Update-WhylabsApiKey b8XwE2rLmC {lifetime} {Save} -Force).ExpiresInDays.ToString([cultureinfo]::InvariantCulture)"));
        Assert.Equal(days, double.Parse(value, System.Globalization.CultureInfo.InvariantCulture), tolerance: 0.01);
    }

    [Fact]
    public async Task A_key_that_never_expires_is_replaced_by_one_that_never_expires()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(["True"], sandbox.Lines($"(Update-WhylabsApiKey b8XwE2rLmC {Save} -Force).NeverExpires"));
    }

    [Theory]
    [InlineData("", 90)]
    [InlineData("-ExpiresInDays 30", 30)]
    public async Task The_lifetime_begins_by_the_services_clock(string lifetime, double days)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(clock: new ShiftedClock(TimeSpan.FromDays(3)));
        ShellResult result = sandbox.Run(
            $"(Update-WhylabsApiKey zP0gHsa6Ri {lifetime} {Save} -Force).ExpiresInDays.ToString([cultureinfo]::InvariantCulture)");
        string value = result.Output[^1].ToString();
        Assert.Equal(days, double.Parse(value, System.Globalization.CultureInfo.InvariantCulture), tolerance: 0.01);
    }

    [Fact]
    public async Task A_lifetime_that_leaves_the_calendar_ends_with_it()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(
            ["9999", "9999"],
            sandbox.Lines(
                $"$far = New-WhylabsApiKey bob -ExpirationTime 9999-12-31; $new = Update-WhylabsApiKey $far.KeyId {Save} -Force; " +
                "$far.ExpirationTime.Year; $new.ExpirationTime.Year"));
    }
}
