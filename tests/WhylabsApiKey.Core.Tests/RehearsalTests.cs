namespace WhylabsApiKey.Core.Tests;

/// <summary>The rehearsal is of use only if it comes to its end.</summary>
public class RehearsalTests
{
    [Fact]
    public async Task It_reads_the_key_of_its_list()
    {
        ApiKey key = Assert.Single(await Rehearsal.RunAsync());
        Assert.Equal(("a", "b", "c", "d", ":user"), (key.KeyId, key.OrgId, key.UserId, key.Alias, Assert.Single(key.Scopes)));
        Assert.True(key.Expired);
    }
}
