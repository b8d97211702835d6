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

    /// <summary>The time from which look-ups find the key.</summary>
    public DateTime VisibleFrom { get; init; }

    /// <summary>Whether the service fails to read the key, because its owner contains <c>#</c>, the separator of the database.</summary>
    public bool IsUnreadable { get; init; }
}
