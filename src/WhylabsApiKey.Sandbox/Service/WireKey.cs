using System.Globalization;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary><c>UserApiKey</c> on the wire: nulls are omitted, times are UTC without a zone.</summary>
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

        // The service keeps scopes as a set: reversing them here exposes a caller that relies on their order.
        key.Scopes.Count == 0 ? null : [.. key.Scopes.Reverse()],
        key.ResourceId,
        key.Alias ?? "",
        key.Revoked);

    private static string? Time(DateTime? time) => time?.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
}
