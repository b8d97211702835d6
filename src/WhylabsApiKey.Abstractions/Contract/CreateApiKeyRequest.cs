using System.Globalization;

namespace WhylabsApiKey;

/// <summary>The properties of a new API key.</summary>
/// <param name="OrgId">The organization that the key belongs to; in v1 null for that of the calling key.</param>
/// <param name="UserId">The user that the key acts for, whose existence the service does not check; in v1 null.</param>
/// <param name="Scopes">Exact scopes, with their leading colon; a key without scopes can do nothing.</param>
/// <param name="Alias">A name for people, or null.</param>
/// <param name="Expires">When the key stops working (at least a minute ahead), or null for never.</param>
internal sealed record CreateApiKeyRequest(
    string? OrgId,
    string? UserId,
    IReadOnlyList<string> Scopes,
    string? Alias = null,
    DateTimeOffset? Expires = null)
{
    /// <summary>The resource that the key is limited to; only some versions take one.</summary>
    public string? ResourceId { get; init; }

    /// <summary>The key for a confirmation: <c>API key "ci" that never expires, scopes :user</c>.</summary>
    internal string KeyInWords
    {
        get
        {
            string name = string.IsNullOrEmpty(Alias) ? "" : $" \"{PlainText.Exact(Alias!)}\"";
            return $"API key{name} that {ExpiryInWords}, scopes {string.Join(" ", Scopes)}";
        }
    }

    /// <summary>When the key stops working, for a confirmation: <c>expires at 2027-01-31 12:00 +01:00</c>.</summary>
    internal string ExpiryInWords => Expires is { } at
        ? $"expires at {at.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)}"
        : "never expires";
}
