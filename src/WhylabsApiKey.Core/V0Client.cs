using WhylabsApiKey.Core.Http;
using WhylabsApiKey.Core.Json;

namespace WhylabsApiKey.Core;

/// <summary>The v0 operations, for the platform's operator: what each sends, and what its answer has to be.</summary>
internal sealed class V0Client(RequestSender sender, ClientOptions options, ServiceState state, Clock clock)
    : WhylabsApiKeyClient(sender, options, state, clock)
{
    public override Task<IReadOnlyList<ApiKey>> ListAsync(string? orgId, string? userId, CancellationToken cancellation)
    {
        bool orgWide = string.IsNullOrEmpty(userId);

        // A proxy that drops the query would turn one user's keys into everybody's.
        Func<ApiKey, string?> problem = orgWide
            ? NoOwner
            : key => NoOwner(key) ?? (key.UserId == userId ? null : "It has keys of other users than the one asked for.");
        return SendAsync(
            new ApiOperation<IReadOnlyList<ApiKey>>(
                orgWide ? $"list the API keys of {orgId}" : $"list the API keys of {userId} in {orgId}",
                HttpMethod.Get,
                Routes.Keys(orgId!, ("user_id", userId)),
                WhylabsErrorId.OrganizationNotFound,
                async (body, token) => await ReadListAsync(body, problem, recordsLastUse: orgWide, token).ConfigureAwait(false)),
            cancellation);
    }

    public override Task<ApiKey> GetAsync(string? orgId, string keyId, CancellationToken cancellation) => SendAsync(
        new ApiOperation<ApiKey>(
            $"find API key {keyId} in {orgId}",
            HttpMethod.Get,
            Routes.Key(orgId!, keyId),
            WhylabsErrorId.KeyNotFound,
            async (body, token) => (await WireContext.ReadAsync<GetAnswer>(body.Stream, token).ConfigureAwait(false)).Key is { } key
                ? Seen(WithOwner(Expected(keyId, key)), Observed(body))
                : null)
        {
            Doubted = DoubtedMiss(keyId),
        },
        cancellation);

    public override Task<ApiKey> RevokeAsync(string? orgId, string? userId, string keyId, CancellationToken cancellation) => SendAsync(
        new ApiOperation<ApiKey>(
            $"revoke API key {keyId} of {userId} in {orgId}",
            HttpMethod.Delete,
            Routes.Keys(orgId!, ("user_id", Routes.Id(userId!)), ("key_id", Routes.Id(keyId))),
            WhylabsErrorId.KeyNotFound,
            async (body, token) => await ReadRevokedAsync(keyId, body, token).ConfigureAwait(false))
        {
            Doubted = DoubtedMiss(keyId),
        },
        cancellation);

    protected override ApiOperation<ApiKey> CreateOperation(CreateApiKeyRequest request) => new(
        $"create an API key for {request.UserId} in {request.OrgId}",
        HttpMethod.Post,
        Routes.Keys(request.OrgId!, [("user_id", Routes.Id(request.UserId!)), .. Terms(request)]),
        WhylabsErrorId.OrganizationNotFound,
        async (body, token) => await ReadNewAsync(body, token).ConfigureAwait(false));
}
