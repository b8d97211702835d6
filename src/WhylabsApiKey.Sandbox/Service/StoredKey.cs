namespace WhylabsApiKey.Sandbox.Service;

/// <summary>A key in the service's database. All times are UTC.</summary>
public sealed record StoredKey(string KeyId, string Token, string OrgId, string UserId, DateTime Created)
{
    public string? Alias { get; init; }

    public IReadOnlyList<string> Scopes { get; init; } = [];

    public string? ResourceId { get; init; }

    public DateTime? Expires { get; init; }

    public DateTime? LastUsed { get; init; }

    public bool Revoked { get; init; }

    /// <summary>When look-ups begin to find the key.</summary>
    public DateTime VisibleFrom { get; init; }

    /// <summary>Whether the service fails to read the key back, because its owner has a <c>#</c>, the database's separator.</summary>
    public bool IsUnreadable { get; init; }
}
