using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Sandbox;

/// <summary>Tests the tour of the sandbox program.</summary>
public class TourTests
{
    [Fact]
    public async Task Tour_completes_every_step()
    {
        (int exitCode, string output) = await FreshProcess.RunSandboxAsync([]);
        Assert.Equal(0, exitCode);
        Assert.Contains("PS> Get-WhylabsApiKey | Where Expired | Revoke-WhylabsApiKey -WhatIf", output, StringComparison.Ordinal);
        Assert.Contains("What if: Performing the operation \"Revoke\" on target \"API key", output, StringComparison.Ordinal);
        Assert.Contains("Could not find API key", output, StringComparison.Ordinal);
    }
}
