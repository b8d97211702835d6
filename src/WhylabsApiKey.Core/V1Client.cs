using WhylabsApiKey.Core.Http;

namespace WhylabsApiKey.Core;

/// <summary>
/// The v1 operations, for an organization's administrator: the organization is the calling key's own or one that it
/// manages, and only keys that the same key made can be revoked.
/// </summary>
internal sealed class V1Client(RequestSender sender, ClientOptions options, ServiceState state, Clock clock)
    : WhylabsApiKeyClient(sender, options, state, clock)
{
    public override Task<IReadOnlyList<ApiKey>> ListAsync(string? orgId, string? userId, CancellationToken cancellation) => SendAsync(
        new ApiOperation<IReadOnlyList<ApiKey>>(
            $"list the API keys of {Name(orgId)}",
            HttpMethod.Get,
            Routes.OwnKeys(),
            WhylabsErrorId.OrganizationNotFound,
            async (body, token) => await ReadListAsync(body, problem: _ => null, recordsLastUse: false, token).ConfigureAwait(false))
        {
            ActsFor = ActsFor(orgId),
        },
        cancellation);

    // There is no look-up of one key.
    public override Task<ApiKey> GetAsync(string? orgId, string keyId, CancellationToken cancellation) => SendAsync(
        new ApiOperation<ApiKey>(
            $"find API key {keyId} in {Name(orgId)}",
            HttpMethod.Get,
            Routes.OwnKeys(),
            WhylabsErrorId.KeyNotFound,
            async (body, token) => (await ReadListAsync(body, problem: _ => null, recordsLastUse: false, token).ConfigureAwait(false))
                .Find(key => key.KeyId == keyId))
        {
            ActsFor = ActsFor(orgId),
            Doubted = DoubtedMiss(keyId),
        },
        cancellation);

    public override Task<ApiKey> RevokeAsync(string? orgId, string? userId, string keyId, CancellationToken cancellation) => SendAsync(
        new ApiOperation<ApiKey>(
            $"revoke API key {keyId} in {Name(orgId)}",
            HttpMethod.Delete,
            Routes.OwnKeys(("key_id", Routes.Id(keyId))),
            WhylabsErrorId.KeyNotFound,
            async (body, token) => await ReadRevokedAsync(keyId, body, token).ConfigureAwait(false))
        {
            ActsFor = ActsFor(orgId),
            Doubted = DoubtedMiss(keyId),
        },
        cancellation);

    protected override ApiOperation<ApiKey> CreateOperation(CreateApiKeyRequest request) => new(
        $"create an API key in {Name(request.OrgId)}",
        HttpMethod.Post,
        Routes.OwnKeys([.. Terms(request), ("resource_id", request.ResourceId)]),
        WhylabsErrorId.OrganizationNotFound,
        async (body, token) => await ReadNewAsync(body, token).ConfigureAwait(false))
    {
        ActsFor = ActsFor(request.OrgId),
    };

    private static string Name(string? orgId) => orgId ?? "the calling key's organization";

    private string? ActsFor(string? orgId)
    {
        if (orgId is null || orgId == Caller.OrgId)
            return null;
        return orgId.All(c => c is > ' ' and <= '~')
            ? orgId
            : throw new WhylabsApiException(WhylabsErrorId.InvalidRequest, $"'{PlainText.Of(orgId)}' cannot be an organization's id: v1 takes it in a header.");
    }
}
