namespace WhylabsApiKey;

/// <summary>
/// The API-key operations of one WhyLabs service, in one version. What the version cannot do (see
/// <see cref="ServiceVersion"/>) is refused before anything is sent. Every method throws <see cref="WhylabsApiException"/>
/// when the operation fails, and <see cref="OperationCanceledException"/> only when its token is cancelled.
/// </summary>
/// <remarks>An organization that is null is that of the calling key, in versions that do not need one.</remarks>
internal interface IWhylabsApiKeyClient
{
    /// <summary>The clock of the service; null until a response of this process told it.</summary>
    ServiceTime? ServiceTime { get; }

    /// <summary>
    /// Lists the keys of an organization. Without a user: all that are not revoked, with their last use.
    /// With a user: that user's keys, revoked ones too, without their last use.
    /// </summary>
    Task<IReadOnlyList<ApiKey>> ListAsync(string? orgId, string? userId, CancellationToken cancellation);

    /// <summary>Looks up one key. A key that does not exist or was revoked is a <see cref="WhylabsErrorId.KeyNotFound"/>.</summary>
    Task<ApiKey> GetAsync(string? orgId, string keyId, CancellationToken cancellation);

    /// <summary>Whether this process saw the key within two minutes of its creation, so that a list may still lack it.</summary>
    bool IsFresh(string keyId);

    /// <summary>Refuses a create that cannot be sent. <see cref="CreateAsync"/> refuses it too.</summary>
    void Check(CreateApiKeyRequest request);

    /// <summary>Creates a key. Only this response carries <see cref="ApiKey.Key"/>.</summary>
    Task<ApiKey> CreateAsync(CreateApiKeyRequest request, CancellationToken cancellation);

    /// <summary>Revokes a key for good; revoking it again succeeds. A version with owners needs the user, the other takes none.</summary>
    Task<ApiKey> RevokeAsync(string? orgId, string? userId, string keyId, CancellationToken cancellation);

    /// <summary>
    /// Checks whether the service accepts the calling key. A service without this route is a
    /// <see cref="WhylabsErrorId.RouteNotFound"/>; a refusal of credentials of another form, which the route refuses always, a
    /// <see cref="WhylabsErrorId.ValidationUnavailable"/>.
    /// </summary>
    Task<ApiKeyValidation> ValidateAsync(CancellationToken cancellation);

    /// <summary>Lists the members of an organization, in a version with owners.</summary>
    Task<IReadOnlyList<OrganizationMember>> ListMembersAsync(string orgId, CancellationToken cancellation);
}
