namespace WhylabsApiKey.Core.Tests;

/// <summary>Tests that an API key is immutable.</summary>
public class ApiKeyTests
{
    private static readonly Observation Response = new(DateTime.UnixEpoch, "request", new Uri("https://songbird.example.com"));

    [Fact]
    public void Scopes_returns_a_copy()
    {
        ApiKey key = Key();
        key.Scopes[0] = ":administrator";
        Assert.Equal([":user"], key.Scopes);
        Assert.True(key.HasScopes([":user"]));
    }

    [Fact]
    public void Replacing_returns_a_copy_and_does_not_change_the_key()
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
