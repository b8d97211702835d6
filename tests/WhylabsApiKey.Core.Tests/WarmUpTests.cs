using WhylabsApiKey.Core.Client;

namespace WhylabsApiKey.Core.Tests;

/// <summary>The warm-up is of use only if it runs to its end.</summary>
public class WarmUpTests
{
    [Fact]
    public async Task It_reads_the_key_of_its_list()
    {
        ApiKey key = Assert.Single(await WarmUp.RunAsync());
        Assert.Equal(("a", "b", "c", "d", ":user"), (key.KeyId, key.OrgId, key.UserId, key.Alias, Assert.Single(key.Scopes)));
        Assert.True(key.Expired);
    }
}
