namespace WhylabsApiKey.Connection;

/// <summary>The cached properties of a key, without its secret.</summary>
/// <param name="State">The state of the key in the response that it comes from.</param>
internal sealed record CachedKey(
    string KeyId, string? Alias, string? UserId, string OrgId, DateTime? ExpiresUtc, Uri IssuedBy, KeyState State)
{
    public static CachedKey Of(ApiKey key) =>
        new(key.KeyId, key.Alias, key.UserId, key.OrgId, key.ExpiresUtc, key.IssuedBy, KeyState.Of(key));

    /// <summary>Returns the key with the last use of an earlier response, if this response has none.</summary>
    public CachedKey OrLastUseOf(CachedKey? earlier) => earlier is null || State.IdleDays is not null
        ? this
        : this with { State = State with { IdleDays = earlier.State.IdleDays, IsUsed = earlier.State.IsUsed } };
}
