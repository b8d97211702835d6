namespace WhylabsApiKey;

/// <summary>What one version of the service can do. Whatever differs between the versions is described here.</summary>
/// <param name="NeedsOrganization">Whether a request names an organization; otherwise the default is that of the calling key.</param>
/// <param name="HasOwners">Whether a key belongs to a user, who is named to create and to revoke it, and may be named to list.</param>
/// <param name="TellsResource">Whether a list tells which resource a key is limited to.</param>
/// <param name="ListsRevokedKeys">Whether the list of one user has the revoked keys too.</param>
/// <param name="TakesResource">Whether a new key can be limited to a resource.</param>
/// <param name="RevokesOnlyOwnCreations">Whether a key can revoke only keys that it created itself.</param>
internal sealed record ServiceVersion(
    string Name,
    bool NeedsOrganization = false,
    bool HasOwners = false,
    bool TellsCreationTime = false,
    bool TellsLastUse = false,
    bool TellsResource = false,
    bool ListsRevokedKeys = false,
    bool TakesResource = false,
    bool RevokesOnlyOwnCreations = false)
{
    private static readonly ServiceVersion V0 = new(
        "v0",
        NeedsOrganization: true,
        HasOwners: true,
        TellsCreationTime: true,
        TellsLastUse: true,
        TellsResource: true,
        ListsRevokedKeys: true);

    private static readonly ServiceVersion V1 = new("v1", TakesResource: true, RevokesOnlyOwnCreations: true);

    public static ServiceVersion Of(ApiVersion version) => version == ApiVersion.V1 ? V1 : V0;
}
