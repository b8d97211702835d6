namespace WhylabsApiKey.Connection;

/// <summary>What is cached of a key: never its secret.</summary>
/// <param name="State">What the service said of the key's life, when it did.</param>
internal sealed record CachedKey(
    string KeyId, string? Alias, string? UserId, string OrgId, DateTime? ExpiresUtc, Uri IssuedBy, KeyState State)
{
    public static CachedKey Of(ApiKey key) =>
        new(key.KeyId, key.Alias, key.UserId, key.OrgId, key.ExpiresUtc, key.IssuedBy, KeyState.Of(key));

    /// <summary>The key with the last use that an earlier response told, where this one did not.</summary>
    public CachedKey OrLastUseOf(CachedKey? earlier) => earlier is null || State.IdleDays is not null
        ? this
        : this with { State = State with { IdleDays = earlier.State.IdleDays, IsUsed = earlier.State.IsUsed } };
}
