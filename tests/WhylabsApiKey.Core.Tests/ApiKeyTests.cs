namespace WhylabsApiKey.Core.Tests;

/// <summary>A key is a snapshot: nothing changes it once it is there.</summary>
public class ApiKeyTests
{
    private static readonly Observation Response = new(DateTime.UnixEpoch, "request", new Uri("https://songbird.example.com"));

    [Fact]
    public void Its_scopes_are_a_copy_that_its_holder_may_change()
    {
        ApiKey key = Key();
        key.Scopes[0] = ":administrator";
        Assert.Equal([":user"], key.Scopes);
        Assert.True(key.HasScopes([":user"]));
    }

    [Fact]
    public void A_rotation_returns_another_key_and_leaves_this_one_as_it_was()
    {
        ApiKey key = Key();
        ApiKey successor = key.Replacing("old", revoked: true);
        Assert.Equal((null, null), (key.Replaces, key.ReplacedRevoked));
        Assert.Equal(("old", true), (successor.Replaces, successor.ReplacedRevoked));
        Assert.Equal(
            (key.KeyId, key.Alias, key.RequestId, key.CreationTime),
            (successor.KeyId, successor.Alias, successor.RequestId, successor.CreationTime));
    }

    private static ApiKey Key() => new("new", "org-123", "bob", DateTime.UnixEpoch, Response) { Alias = "ci", Scopes = [":user"] };
}
