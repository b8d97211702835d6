namespace WhylabsApiKey.Unit.Tests.Support;

/// <summary>Creates API keys for tests.</summary>
internal static class Keys
{
    public static readonly DateTime Now = new(2026, 6, 15, 12, 0, 0, DateTimeKind.Utc);
    public static readonly Uri Service = new("https://songbird.example.com");

    public static ApiKey Of(
        string keyId,
        string? alias = null,
        string? userId = "bob",
        DateTime? created = null,
        DateTime? expires = null,
        DateTime? lastUsed = null,
        bool revoked = false,
        string[]? scopes = null,
        Uri? issuedBy = null,
        string? resourceId = null)
    {
        var observation = new Observation(Now, "request-1", issuedBy ?? Service);
        observation.SetRecordsLastUse();
        return new ApiKey(keyId, "org-123", userId, created ?? Now.AddDays(-30), observation)
        {
            Alias = alias,
            Scopes = scopes ?? [":user"],
            ExpiresUtc = expires,
            LastUsedUtc = lastUsed,
            Revoked = revoked,
            ResourceId = resourceId,
        };
    }
}
