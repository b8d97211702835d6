using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Sandbox;

/// <summary>The program that a newcomer runs first.</summary>
public class TourTests
{
    [Fact]
    public async Task The_tour_does_what_it_says()
    {
        (int exitCode, string output) = await FreshProcess.StartAsync([]);
        Assert.Equal(0, exitCode);
        Assert.Contains("PS> Get-WhylabsApiKey | Where Expired | Revoke-WhylabsApiKey -WhatIf", output, StringComparison.Ordinal);
        Assert.Contains("What if: Performing the operation \"Revoke\" on target \"API key", output, StringComparison.Ordinal);
        Assert.Contains("Could not find API key", output, StringComparison.Ordinal);
    }
}
