namespace WhylabsApiKey;

/// <summary>The capabilities of one API version. All differences between the versions are listed here.</summary>
/// <param name="NeedsOrganization">Whether a request must specify an organization. If not, the calling key's is the default.</param>
/// <param name="HasOwners">Whether a key has an owner. Create and revoke require the owner; list accepts it as a filter.</param>
/// <param name="ReturnsResource">Whether a list has the resource that a key is limited to.</param>
/// <param name="ListsRevokedKeys">Whether the list of one user includes revoked keys.</param>
/// <param name="AcceptsResource">Whether a new key can be limited to a resource.</param>
/// <param name="RevokesOnlyOwnCreations">Whether a key can revoke only keys that it created itself.</param>
internal sealed record ServiceVersion(
    string Name,
    bool NeedsOrganization = false,
    bool HasOwners = false,
    bool ReturnsCreationTime = false,
    bool ReturnsLastUse = false,
    bool ReturnsResource = false,
    bool ListsRevokedKeys = false,
    bool AcceptsResource = false,
    bool RevokesOnlyOwnCreations = false)
{
    private static readonly ServiceVersion V0 = new(
        "v0",
        NeedsOrganization: true,
        HasOwners: true,
        ReturnsCreationTime: true,
        ReturnsLastUse: true,
        ReturnsResource: true,
        ListsRevokedKeys: true);

    private static readonly ServiceVersion V1 = new("v1", AcceptsResource: true, RevokesOnlyOwnCreations: true);

    public static ServiceVersion Of(ApiVersion version) => version == ApiVersion.V1 ? V1 : V0;
}
