using System.Globalization;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The JSON of <c>UserApiKey</c>. Nulls are omitted. Timestamps are UTC without a time zone.</summary>
internal sealed record WireKey(
    string? Key,
    string KeyId,
    string OrgId,
    string UserId,
    string CreationTime,
    string? ExpirationTime,
    string? LastUsedTime,
    IReadOnlyList<string>? Scopes,
    string? ResourceId,
    string Alias,
    bool Revoked)
{
    public static WireKey Of(StoredKey key, bool withSecret = false) => new(
        withSecret ? key.Token : null,
        key.KeyId,
        key.OrgId,
        key.UserId,
        Time(key.Created)!,
        Time(key.Expires),
        Time(key.LastUsed),

        // Reversed, because the service stores scopes as a set. Clients must not rely on their order.
        key.Scopes.Count == 0 ? null : [.. key.Scopes.Reverse()],
        key.ResourceId,
        key.Alias ?? "",
        key.Revoked);

    private static string? Time(DateTime? time) => time?.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
}
