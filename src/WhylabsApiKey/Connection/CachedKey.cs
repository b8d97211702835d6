namespace WhylabsApiKey.Connection;

/// <summary>What is cached of a key: never its secret.</summary>
internal sealed record CachedKey(string KeyId, string? Alias, string? UserId, string OrgId, DateTime? ExpiresUtc, Uri IssuedBy)
{
    public static CachedKey Of(ApiKey key) => new(key.KeyId, key.Alias, key.UserId, key.OrgId, key.ExpiresUtc, key.IssuedBy);
}
