namespace WhylabsApiKey;

/// <summary>
/// The API-key operations of one WhyLabs service, in one API version. The client refuses an operation that the version does not
/// support (see <see cref="ServiceVersion"/>) before it sends a request. Every method throws <see cref="WhylabsApiException"/>
/// when the operation fails, and <see cref="OperationCanceledException"/> only when its token is cancelled.
/// </summary>
/// <remarks>Where the version does not need an organization, null is the organization of the calling key.</remarks>
internal interface IWhylabsApiKeyClient
{
    /// <summary>The clock of the service; null until this process received a response with a date.</summary>
    ServiceTime? ServiceTime { get; }

    /// <summary>
    /// Lists the keys of an organization. Without a user, the list has all active and expired keys with their last use.
    /// With a user, the list has that user's keys, including revoked ones, without their last use.
    /// </summary>
    Task<IReadOnlyList<ApiKey>> ListAsync(string? orgId, string? userId, CancellationToken cancellation);

    /// <summary>Looks up one key. A key that does not exist or is revoked causes a <see cref="WhylabsErrorId.KeyNotFound"/>.</summary>
    Task<ApiKey> GetAsync(string? orgId, string keyId, CancellationToken cancellation);

    /// <summary>Whether this process received the key within two minutes of its creation, so that a list may still lack it.</summary>
    bool IsFresh(string keyId);

    /// <summary>Throws for a create that the client refuses without a request, as <see cref="CreateAsync"/> does.</summary>
    void Check(CreateApiKeyRequest request);

    /// <summary>Creates a key. Only the response to a create contains <see cref="ApiKey.Key"/>.</summary>
    Task<ApiKey> CreateAsync(CreateApiKeyRequest request, CancellationToken cancellation);

    /// <summary>Revokes a key permanently. Revoking it again succeeds. v0 requires the user; v1 accepts none.</summary>
    Task<ApiKey> RevokeAsync(string? orgId, string? userId, string keyId, CancellationToken cancellation);

    /// <summary>
    /// Checks whether the service accepts the calling key. A service without this route causes a
    /// <see cref="WhylabsErrorId.RouteNotFound"/>. The route validates API keys only: a refusal of other credentials causes a
    /// <see cref="WhylabsErrorId.ValidationUnavailable"/>.
    /// </summary>
    Task<ApiKeyValidation> ValidateAsync(CancellationToken cancellation);

    /// <summary>Lists all members of an organization, including those by SAML claim, in a version with owners.</summary>
    Task<IReadOnlyList<OrganizationMember>> ListMembersAsync(string orgId, CancellationToken cancellation);

    /// <summary>
    /// Finds a user by email address, whether or not the user is a member of an organization, in a version with owners. Throws
    /// <see cref="WhylabsErrorId.MemberNotFound"/> if there is no such user.
    /// </summary>
    Task<PlatformUser> FindUserAsync(string email, CancellationToken cancellation);

    /// <summary>Looks up a user by id. Throws <see cref="WhylabsErrorId.MemberNotFound"/> if there is no such user.</summary>
    Task<PlatformUser> GetUserAsync(string userId, CancellationToken cancellation);

    /// <summary>Lists all organizations of the platform in v0, and in v1 those that the calling key's organization manages.</summary>
    Task<IReadOnlyList<Organization>> ListOrganizationsAsync(CancellationToken cancellation);
}
