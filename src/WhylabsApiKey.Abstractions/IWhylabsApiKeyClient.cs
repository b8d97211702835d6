namespace WhylabsApiKey;

/// <summary>
/// The API-key operations of one WhyLabs service. Every method throws <see cref="WhylabsApiException"/> when the service
/// or the way to it fails, and <see cref="OperationCanceledException"/> only when its token is cancelled.
/// </summary>
/// <remarks>An organization that is null is, in v1, that of the calling key; v0 needs one.</remarks>
public interface IWhylabsApiKeyClient
{
    /// <summary>
    /// Lists the keys of an organization. Without a user: all that are not revoked, with their last use.
    /// With one, which only v0 takes: that user's keys, revoked ones too, without any last use.
    /// </summary>
    Task<IReadOnlyList<ApiKey>> ListAsync(string? orgId, string? userId, CancellationToken cancellation);

    /// <summary>Looks up one key. A key that does not exist or was revoked is a <see cref="WhylabsErrorId.KeyNotFound"/>.</summary>
    Task<ApiKey> GetAsync(string? orgId, string keyId, CancellationToken cancellation);

    /// <summary>Creates a key. Only this answer carries <see cref="ApiKey.Key"/>.</summary>
    Task<ApiKey> CreateAsync(CreateApiKeyRequest request, CancellationToken cancellation);

    /// <summary>Revokes a key for good; revoking it again succeeds. Only v0 takes a user, and needs one.</summary>
    Task<ApiKey> RevokeAsync(string? orgId, string? userId, string keyId, CancellationToken cancellation);

    /// <summary>Asks whether the service accepts the calling key. A service that cannot be asked is a <see cref="WhylabsErrorId.RouteNotFound"/>.</summary>
    Task<ApiKeyValidation> ValidateAsync(CancellationToken cancellation);

    /// <summary>Lists the members of an organization.</summary>
    Task<IReadOnlyList<OrganizationMember>> ListMembersAsync(string orgId, CancellationToken cancellation);
}
