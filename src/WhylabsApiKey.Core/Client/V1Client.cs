using WhylabsApiKey.Core.Http;
using WhylabsApiKey.Core.Json;
using WhylabsApiKey.Core.Memory;

namespace WhylabsApiKey.Core.Client;

/// <summary>
/// The v1 operations, for an organization administrator. They act on the calling key's organization, or on one that it manages.
/// </summary>
internal sealed class V1Client(ClientOptions options, RequestSender sender, ServiceState state, Clock clock)
    : WhylabsApiKeyClient(options, sender, state, clock), IWhylabsApiKeyClient
{
    public Task<IReadOnlyList<Organization>> ListOrganizationsAsync(CancellationToken cancellation) => Caller.IsOperator
        ? throw Unsupported("v1 lists the organizations that another one manages, and an operator's organization manages none.")
        : SendAsync(
            new ApiOperation<IReadOnlyList<Organization>>(
                "list the organizations that the calling key's organization manages",
                HttpMethod.Get,
                Routes.Address("/v1/organizations/managed-organizations"),
                WhylabsErrorId.RouteNotFound,
                async (body, token) => new OrganizationResponse(
                    await WireContext.ReadAsync<List<OrganizationResponse.Item?>>(body.Stream, token).ConfigureAwait(false))
                    .Organizations(body.Observation.Endpoint)),
            cancellation);

    protected override ApiOperation<IReadOnlyList<ApiKey>> ListOperation(string? orgId, string? userId) => new(
        $"list the API keys of {OrganizationName.Of(orgId)}",
        HttpMethod.Get,
        Routes.OwnKeys(),
        WhylabsErrorId.OrganizationNotFound,
        (body, token) => Responses.ReadListAsync(body, orgId, userId, recordsLastUse: false, token),
        ActsFor(orgId));

    // v1 has no route for a single key.
    protected override ApiOperation<ApiKey> GetOperation(string? orgId, string keyId) => new(
        $"find API key {keyId} in {OrganizationName.Of(orgId)}",
        HttpMethod.Get,
        Routes.OwnKeys(),
        WhylabsErrorId.KeyNotFound,
        async (body, token) =>
            (await Responses.ReadListAsync(body, orgId, userId: null, recordsLastUse: false, token).ConfigureAwait(false))?
                .FirstOrDefault(key => key.KeyId == keyId),
        ActsFor(orgId));

    protected override ApiOperation<ApiKey> CreateOperation(CreateApiKeyRequest request) => new(
        $"create an API key in {OrganizationName.Of(request.OrgId)}",
        HttpMethod.Post,
        Routes.OwnKeys([.. Terms(request), ("resource_id", request.ResourceId)]),
        WhylabsErrorId.OrganizationNotFound,
        Responses.ReadNewAsync,
        ActsFor(request.OrgId));

    protected override ApiOperation<ApiKey> RevokeOperation(string? orgId, string? userId, string keyId) => new(
        $"revoke API key {keyId} in {OrganizationName.Of(orgId)}",
        HttpMethod.Delete,
        Routes.OwnKeys(("key_id", Routes.Id(keyId))),
        WhylabsErrorId.KeyNotFound,
        (body, token) => Responses.ReadRevokedAsync(body, orgId, userId, keyId, token),
        ActsFor(orgId));

    private string? ActsFor(string? orgId)
    {
        // The service requires an operator to name the organization, even the operator's own.
        if (orgId is null || (orgId == Caller.OrgId && !Caller.IsOperator))
            return null;
        return orgId.All(c => c is > ' ' and <= '~')
            ? orgId
            : throw new WhylabsApiException(
                WhylabsErrorId.InvalidRequest, $"'{PlainText.Of(orgId)}' cannot be an organization's id: v1 takes it in a header.");
    }
}
