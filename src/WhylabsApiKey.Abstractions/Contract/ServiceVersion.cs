namespace WhylabsApiKey;

/// <summary>What one version of the service can do. Whatever differs between the versions is asked here.</summary>
/// <param name="Name">The version in words for people.</param>
internal sealed record ServiceVersion(string Name)
{
    private static readonly ServiceVersion V0 = new("v0")
    {
        NeedsOrganization = true,
        HasOwners = true,
        TellsCreationTime = true,
        TellsLastUse = true,
        TellsResource = true,
        ListsRevokedKeys = true,
    };

    private static readonly ServiceVersion V1 = new("v1") { TakesResource = true, RevokesOnlyOwnCreations = true };

    /// <summary>Whether every request names an organization; otherwise the default is that of the calling key.</summary>
    public bool NeedsOrganization { get; private init; }

    /// <summary>Whether a key belongs to a user, who is named to create and to revoke it, and may be named to list.</summary>
    public bool HasOwners { get; private init; }

    public bool TellsCreationTime { get; private init; }

    public bool TellsLastUse { get; private init; }

    /// <summary>Whether a list tells which resource a key is limited to.</summary>
    public bool TellsResource { get; private init; }

    /// <summary>Whether the list of one user has the revoked keys too.</summary>
    public bool ListsRevokedKeys { get; private init; }

    /// <summary>Whether a new key can be limited to a resource.</summary>
    public bool TakesResource { get; private init; }

    /// <summary>Whether a key can revoke only keys that it created itself.</summary>
    public bool RevokesOnlyOwnCreations { get; private init; }

    public static ServiceVersion Of(ApiVersion version) => version == ApiVersion.V1 ? V1 : V0;
}
