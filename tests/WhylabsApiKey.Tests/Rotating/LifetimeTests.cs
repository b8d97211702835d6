using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Rotating;

/// <summary>Tests the lifetime of the new key of a rotation.</summary>
public class LifetimeTests
{
    private const string Save = "-Save { param($New, $Old) $global:saved = $New.RevealKey() }";

    [Theory]
    [InlineData("-ExpiresInDays 30", 30)]
    [InlineData("-ExpirationTime ([datetimeoffset]::Now.AddDays(7))", 7)]
    public async Task Lifetime_of_the_new_key_can_differ(string lifetime, double days)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string value = Assert.Single(
            sandbox.Lines(
                $"(Update-WhylabsApiKey b8XwE2rLmC {lifetime} {Save} -Force).ExpiresInDays.ToString([cultureinfo]::InvariantCulture)"));
        Assert.Equal(days, double.Parse(value, System.Globalization.CultureInfo.InvariantCulture), tolerance: 0.01);
    }

    [Fact]
    public async Task Key_that_never_expires_is_replaced_by_one_that_never_expires()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(["True"], sandbox.Lines($"(Update-WhylabsApiKey b8XwE2rLmC {Save} -Force).NeverExpires"));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-3)]
    public async Task Days_count_from_the_services_clock(int hours)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(clock: new ShiftedClock(TimeSpan.FromHours(hours)));
        sandbox.Run($"Update-WhylabsApiKey zP0gHsa6Ri -ExpiresInDays 30 {Save} -Force").ThrowIfFailed();
        Assert.Equal(30, LifetimeOf(sandbox).TotalDays, tolerance: 0.01);
    }

    // The lifetime starts at the earlier of the two clocks, so that a new key does not live longer than the old key.
    [Theory]
    [InlineData(3, 87)]
    [InlineData(-3, 90)]
    public async Task Wrong_clock_does_not_lengthen_the_lifetime(int days, double expected)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(clock: new ShiftedClock(TimeSpan.FromDays(days)));
        sandbox.Run($"Update-WhylabsApiKey zP0gHsa6Ri {Save} -Force").ThrowIfFailed();
        Assert.Equal(expected, LifetimeOf(sandbox).TotalDays, tolerance: 0.01);
    }

    [Fact]
    public async Task Lifetime_beyond_year_9999_ends_in_year_9999()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Store.Add(sandbox.Store.All.Single(key => key.KeyId == "zP0gHsa6Ri") with { Expires = new DateTime(9999, 12, 31) });
        Assert.Equal(["9999"], sandbox.Lines($"(Update-WhylabsApiKey zP0gHsa6Ri {Save} -Force).ExpirationTime.Year"));
    }

    private static TimeSpan LifetimeOf(SandboxFixture sandbox)
    {
        StoredKey made = sandbox.Store.All.Where(key => key is { Alias: "ci", Revoked: false }).MaxBy(key => key.Created)!;
        return made.Expires!.Value - made.Created;
    }
}
