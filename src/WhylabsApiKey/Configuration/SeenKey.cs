namespace WhylabsApiKey.Configuration;

/// <summary>What is kept in mind of a key: never its secret.</summary>
internal sealed record SeenKey(string KeyId, string? Alias, string? UserId, string OrgId, DateTime? ExpiresUtc, Uri IssuedBy)
{
    public static SeenKey Of(ApiKey key) => new(key.KeyId, key.Alias, key.UserId, key.OrgId, key.ExpiresUtc, key.IssuedBy);
}
