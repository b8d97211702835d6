using WhylabsApiKey.Sandbox.Service;

namespace WhylabsApiKey.Tests.Rotating;

/// <summary>The key that the tests of faults and interruptions rotate, and checks of the keys after a rotation.</summary>
internal static class RotatedKey
{
    public const string Old = "zP0gHsa6Ri";

    public static IEnumerable<StoredKey> Successors(KeyStore store) =>
        store.All.Where(key => key.UserId == "bob" && key.Created > DateTime.UtcNow.AddHours(-1));

    public static void AssertOneKeyWorks(KeyStore store, string saved) => Assert.True(
        !store.All.Single(key => key.KeyId == Old).Revoked || store.Authenticate(saved) is not null,
        "The old key is revoked, and -Save has stored no working key.");
}
