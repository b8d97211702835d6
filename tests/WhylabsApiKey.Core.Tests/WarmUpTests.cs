using WhylabsApiKey.Core.Client;

namespace WhylabsApiKey.Core.Tests;

/// <summary>Tests that the warm-up completes.</summary>
public class WarmUpTests
{
    [Fact]
    public async Task WarmUp_reads_one_key()
    {
        ApiKey key = Assert.Single(await WarmUp.RunAsync());
        Assert.Equal(("a", "b", "c", "d", ":user"), (key.KeyId, key.OrgId, key.UserId, key.Alias, Assert.Single(key.Scopes)));
        Assert.True(key.Expired);
    }
}
