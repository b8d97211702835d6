namespace WhylabsApiKey;

/// <summary>What a new API key is to be.</summary>
/// <param name="OrgId">The organization that the key belongs to.</param>
/// <param name="UserId">The user that the key acts for; the service does not check that it exists.</param>
/// <param name="Scopes">Exact scopes, with their leading colon; none makes a key that opens nothing.</param>
/// <param name="Alias">A name for people, or null.</param>
/// <param name="Expires">When the key stops working (at least a minute ahead), or null for never.</param>
public sealed record CreateApiKeyRequest(
    string OrgId,
    string UserId,
    IReadOnlyList<string> Scopes,
    string? Alias = null,
    DateTimeOffset? Expires = null);
