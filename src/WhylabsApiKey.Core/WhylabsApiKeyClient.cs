using System.Text.Json;
using WhylabsApiKey.Core.Http;
using WhylabsApiKey.Core.Json;

namespace WhylabsApiKey.Core;

/// <summary>The v0 operations: what each sends, and what its answer has to be.</summary>
internal sealed class WhylabsApiKeyClient(RequestSender sender, Routes routes, ServiceState state, Clock clock) : IWhylabsApiKeyClient
{
    public Task<IReadOnlyList<ApiKey>> ListAsync(string orgId, string? userId, CancellationToken cancellation)
    {
        bool orgWide = string.IsNullOrEmpty(userId);
        return sender.SendAsync(
            new ApiOperation<IReadOnlyList<ApiKey>>(
                orgWide ? $"list the API keys of {orgId}" : $"list the API keys of {userId} in {orgId}",
                HttpMethod.Get,
                routes.Keys(orgId, ("user_id", userId)),
                WhylabsErrorId.OrganizationNotFound,
                (body, token) => ReadListAsync(body, orgWide ? null : userId, token)),
            cancellation);
    }

    public Task<ApiKey> GetAsync(string orgId, string keyId, CancellationToken cancellation) => sender.SendAsync(
        new ApiOperation<ApiKey>(
            $"find API key {keyId} in {orgId}",
            HttpMethod.Get,
            routes.Key(orgId, keyId),
            WhylabsErrorId.KeyNotFound,
            async (body, token) => Seen(Expect(keyId, (await WireContext.ReadAsync<GetAnswer>(body.Stream, token).ConfigureAwait(false)).Key), body))
        {
            IsFresh = state.IsFresh(orgId, keyId),
        },
        cancellation);

    public async Task<ApiKey> CreateAsync(CreateApiKeyRequest request, CancellationToken cancellation)
    {
        DateTime began = clock.UtcNow;
        try
        {
            return await SendCreateAsync(request, cancellation).ConfigureAwait(false);
        }
        catch (WhylabsApiException e) when (e.ErrorId == WhylabsErrorId.CreateOutcomeUnknown)
        {
            throw await new UnknownCreate(request, began, clock)
                .ExplainAsync(e, token => ListAsync(request.OrgId, request.UserId, token), cancellation).ConfigureAwait(false);
        }
    }

    public Task<ApiKey> RevokeAsync(string orgId, string userId, string keyId, CancellationToken cancellation) => sender.SendAsync(
        new ApiOperation<ApiKey>(
            $"revoke API key {keyId} of {userId} in {orgId}",
            HttpMethod.Delete,
            routes.Keys(orgId, ("user_id", Routes.Id(userId)), ("key_id", Routes.Id(keyId))),
            WhylabsErrorId.KeyNotFound,
            async (body, token) => Seen(Revoked(Expect(keyId, await ReadKeyAsync(body, token).ConfigureAwait(false))!), body))
        {
            IsFresh = state.IsFresh(orgId, keyId),
        },
        cancellation);

    private Task<ApiKey> SendCreateAsync(CreateApiKeyRequest request, CancellationToken cancellation) => sender.SendAsync(
        new ApiOperation<ApiKey>(
            $"create an API key for {request.UserId} in {request.OrgId}",
            HttpMethod.Post,
            routes.Keys(request.OrgId, CreateQuery(request)),
            WhylabsErrorId.OrganizationNotFound,
            async (body, token) => Seen(WithSecret(await ReadKeyAsync(body, token).ConfigureAwait(false)), body)),
        cancellation);

    private static (string Name, string? Value)[] CreateQuery(CreateApiKeyRequest request) =>
    [
        ("user_id", Routes.Id(request.UserId)),
        ("expiration_time", request.Expires?.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture)),
        .. request.Scopes.Select(scope => ("scopes", (string?)Routes.Id(scope))),
        ("alias", request.Alias),
    ];

    private async Task<IReadOnlyList<ApiKey>?> ReadListAsync(ResponseBody body, string? userId, CancellationToken cancellation)
    {
        List<ApiKey> keys = await ApiKeyListReader.ReadAsync(body.Stream, cancellation).ConfigureAwait(false);

        // A proxy that drops the query would turn one user's keys into everybody's.
        if (userId is not null && keys.Exists(key => key.UserId != userId))
            throw new JsonException("It has keys of other users than the one asked for.");

        // A platform that records no last use leaves it out of every key; only the list of the whole organization tells.
        var observation = new Observation(body.AtUtc, RecordsLastUse: userId is null && keys.Exists(key => key.LastUsedUtc is not null));
        foreach (ApiKey key in keys)
        {
            key.SeenIn(observation);
            state.Saw(key, body.AtUtc);
        }

        return keys;
    }

    private static Task<ApiKey> ReadKeyAsync(ResponseBody body, CancellationToken cancellation) =>
        WireContext.ReadAsync<ApiKey>(body.Stream, cancellation);

    private static ApiKey? Expect(string keyId, ApiKey? key) => key is null || string.Equals(key.KeyId, keyId, StringComparison.Ordinal)
        ? key
        : throw new JsonException($"It is about another key, {key.KeyId}.");

    private static ApiKey WithSecret(ApiKey key) => key.Key is not null ? key : throw new JsonException("It does not hold the new key.");

    private static ApiKey Revoked(ApiKey key) => key.Revoked ? key : throw new JsonException("It does not say that the key is revoked.");

    private ApiKey? Seen(ApiKey? key, ResponseBody body)
    {
        if (key is null)
            return null;
        key.SeenIn(new Observation(body.AtUtc, RecordsLastUse: false));
        if (key.Revoked)
            state.Forget(key);
        else
            state.Saw(key, body.AtUtc);
        return key;
    }
}
