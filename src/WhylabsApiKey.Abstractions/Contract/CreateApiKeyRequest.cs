using System.Globalization;

namespace WhylabsApiKey;

/// <summary>The properties of a new API key.</summary>
/// <param name="OrgId">The organization of the key. In v1, null is the organization of the calling key.</param>
/// <param name="UserId">The owner of the key; null in v1. The service does not check that the user exists.</param>
/// <param name="Scopes">The scopes, each with its leading colon. A key without scopes has no permissions.</param>
/// <param name="Alias">The display name, or null.</param>
/// <param name="Expires">The expiry, at least one minute in the future; null for a key that never expires.</param>
internal sealed record CreateApiKeyRequest(
    string? OrgId,
    string? UserId,
    IReadOnlyList<string> Scopes,
    string? Alias = null,
    DateTimeOffset? Expires = null)
{
    /// <summary>The resource that the key is limited to. Only v1 accepts it.</summary>
    public string? ResourceId { get; init; }

    /// <summary>The key as text for a confirmation, such as <c>API key "ci" that never expires, scopes :user</c>.</summary>
    internal string KeyInWords
    {
        get
        {
            string name = string.IsNullOrEmpty(Alias) ? "" : $" \"{PlainText.Exact(Alias!)}\"";
            return $"API key{name} that {ExpiryInWords}, scopes {string.Join(" ", Scopes)}{ResourceInWords}";
        }
    }

    /// <summary>The resource as the rest of a confirmation; empty for none.</summary>
    internal string ResourceInWords => ResourceId is null ? "" : $", limited to the resource {PlainText.Exact(ResourceId)}";

    /// <summary>The expiry as text for a confirmation, such as <c>expires at 2027-01-31 12:00 +01:00</c>.</summary>
    internal string ExpiryInWords => Expires is { } at
        ? $"expires at {at.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)}"
        : "never expires";
}
