using WhylabsApiKey.Core.Http;
using WhylabsApiKey.Core.Json;
using WhylabsApiKey.Core.Memory;

namespace WhylabsApiKey.Core.Client;

/// <summary>The v0 operations, for the operator: the request of each operation and the reader of its response.</summary>
internal sealed class V0Client(ClientOptions options, RequestSender sender, ServiceState state, Clock clock)
    : WhylabsApiKeyClient(options, sender, state, clock), IWhylabsApiKeyClient
{
    public Task<IReadOnlyList<Organization>> ListOrganizationsAsync(CancellationToken cancellation) => SendAsync(
        new ApiOperation<IReadOnlyList<Organization>>(
            "list the organizations",
            HttpMethod.Get,
            Routes.Address("/v0/organizations"),
            WhylabsErrorId.RouteNotFound,
            async (body, token) => (await WireContext.ReadAsync<OrganizationResponse>(body.Stream, token).ConfigureAwait(false))
                .Organizations(body.Observation.Endpoint)),
        cancellation);

    protected override ApiOperation<IReadOnlyList<ApiKey>> ListOperation(string? orgId, string? userId) => new(
        userId is null ? $"list the API keys of {orgId}" : $"list the API keys of {userId} in {orgId}",
        HttpMethod.Get,
        userId is null ? Routes.Keys(orgId) : Routes.Keys(orgId, ("user_id", Routes.Id(userId))),
        WhylabsErrorId.OrganizationNotFound,
        (body, token) => Responses.ReadListAsync(body, orgId, userId, recordsLastUse: userId is null, token),
        OrgId: orgId);

    protected override ApiOperation<ApiKey> GetOperation(string? orgId, string keyId) => new(
        $"find API key {keyId} in {orgId}",
        HttpMethod.Get,
        Routes.Key(orgId, keyId),
        WhylabsErrorId.KeyNotFound,
        (body, token) => Responses.ReadLookupAsync(body, orgId, keyId, token),
        OrgId: orgId);

    protected override ApiOperation<ApiKey> CreateOperation(CreateApiKeyRequest request) => new(
        $"create an API key for {request.UserId} in {request.OrgId}",
        HttpMethod.Post,
        Routes.Keys(request.OrgId, [("user_id", Routes.Id(request.UserId)), .. Terms(request)]),
        WhylabsErrorId.OrganizationNotFound,
        Responses.ReadNewAsync,
        OrgId: request.OrgId);

    protected override ApiOperation<ApiKey> RevokeOperation(string? orgId, string? userId, string keyId) => new(
        $"revoke API key {keyId} of {userId} in {orgId}",
        HttpMethod.Delete,
        Routes.Keys(orgId, ("user_id", Routes.Id(userId)), ("key_id", Routes.Id(keyId))),
        WhylabsErrorId.KeyNotFound,
        (body, token) => Responses.ReadRevokedAsync(body, orgId, userId, keyId, token),
        OrgId: orgId);
}
