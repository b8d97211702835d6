using System.Globalization;
using System.Text.Json;
using WhylabsApiKey.Core.Http;
using WhylabsApiKey.Core.Json;
using WhylabsApiKey.Core.Memory;

namespace WhylabsApiKey.Core.Client;

/// <summary>
/// What both versions have in common: what is refused before it is sent, how responses are checked, and what follows a create
/// of unknown outcome.
/// </summary>
internal abstract class WhylabsApiKeyClient(RequestSender sender, ClientOptions options, ServiceState state, Clock clock)
    : IWhylabsApiKeyClient
{
    private readonly ServiceVersion _version = ServiceVersion.Of(options.ApiVersion);

    protected Routes Routes { get; } = new(options.Endpoint);

    protected TokenIdentity Caller => TokenIdentity.Of(options.Token);

    public static WhylabsApiKeyClient Create(
        HttpMessageInvoker http, ClientOptions options, IMessageSink messages, ServiceState state, Clock clock)
    {
        var sender = new RequestSender(http, options, messages, state, clock);
        return options.ApiVersion == ApiVersion.V1
            ? new V1Client(sender, options, state, clock)
            : new V0Client(sender, options, state, clock);
    }

    public Task<IReadOnlyList<ApiKey>> ListAsync(string? orgId, string? userId, CancellationToken cancellation)
    {
        Check(orgId, userId, needsOwner: false);
        return sender.SendAsync(ListOperation(orgId, userId), cancellation);
    }

    public Task<ApiKey> GetAsync(string? orgId, string keyId, CancellationToken cancellation)
    {
        Check(orgId, userId: null, needsOwner: false);
        return SendAsync(GetOperation(orgId, keyId), keyId, cancellation);
    }

    public async Task<ApiKey> CreateAsync(CreateApiKeyRequest request, CancellationToken cancellation)
    {
        Check(request.OrgId, request.UserId, needsOwner: true);
        if (request.ResourceId is not null && !_version.TakesResource)
            throw Unsupported($"{_version.Name} cannot limit a key to a resource.");
        DateTime began = clock.UtcNow;
        try
        {
            return await sender.SendAsync(CreateOperation(request), cancellation).ConfigureAwait(false);
        }
        catch (WhylabsApiException e) when (e.ErrorId == WhylabsErrorId.CreateOutcomeUnknown)
        {
            throw await new CreateSearch(request, options, began, clock)
                .ExplainAsync(e, token => ListAsync(request.OrgId, request.UserId, token), cancellation).ConfigureAwait(false);
        }
    }

    public Task<ApiKey> RevokeAsync(string? orgId, string? userId, string keyId, CancellationToken cancellation)
    {
        Check(orgId, userId, needsOwner: true);
        return SendAsync(RevokeOperation(orgId, userId, keyId), keyId, cancellation);
    }

    public async Task<ApiKeyValidation> ValidateAsync(CancellationToken cancellation)
    {
        var operation = new ApiOperation<ApiKeyValidation>(
            "check the API key",
            HttpMethod.Get,
            Routes.Validation,
            WhylabsErrorId.RouteNotFound,
            async (body, observation, token) =>
                (await WireContext.ReadAsync<ValidationResponse>(body, token).ConfigureAwait(false)).RequestId is null
                    ? throw new JsonException("It is not the response to a valid key.")
                    : new ApiKeyValidation(Valid: true, observation.RequestId, Reason: null))
        {
            RetryOnMiss = Caller.KeyId is { } keyId && state.IsFresh(keyId) ? WhylabsErrorId.Forbidden : null,
        };
        try
        {
            return await sender.SendAsync(operation, cancellation).ConfigureAwait(false);
        }
        catch (WhylabsApiException e) when (e.ErrorId == WhylabsErrorId.Forbidden)
        {
            return new ApiKeyValidation(Valid: false, e.RequestId!, e.ServerMessage);
        }
    }

    public Task<IReadOnlyList<OrganizationMember>> ListMembersAsync(string orgId, CancellationToken cancellation)
    {
        if (!_version.HasOwners)
            throw Unsupported($"{_version.Name} does not list the members of an organization.");
        return sender.SendAsync(
            new ApiOperation<IReadOnlyList<OrganizationMember>>(
                $"list the members of {orgId}",
                HttpMethod.Get,
                Routes.Members(orgId),
                WhylabsErrorId.OrganizationNotFound,
                async (body, _, token) => (await WireContext.ReadAsync<MembershipResponse>(body, token).ConfigureAwait(false)).Members()),
            cancellation);
    }

    protected abstract ApiOperation<IReadOnlyList<ApiKey>> ListOperation(string? orgId, string? userId);

    protected abstract ApiOperation<ApiKey> GetOperation(string? orgId, string keyId);

    protected abstract ApiOperation<ApiKey> CreateOperation(CreateApiKeyRequest request);

    protected abstract ApiOperation<ApiKey> RevokeOperation(string? orgId, string? userId, string keyId);

    /// <summary>The query parameters of a create in both versions, except for whom the key is.</summary>
    protected static (string Name, string? Value)[] Terms(CreateApiKeyRequest request) =>
    [
        ("expiration_time", request.Expires?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)),
        .. request.Scopes.Select(scope => ("scopes", (string?)Routes.Id(scope))),
        ("alias", request.Alias),
    ];

    /// <param name="recordsLastUse">Whether the list has a last use, if the platform records any.</param>
    /// <param name="userId">The owner of all keys; null for any owner.</param>
    protected async Task<IReadOnlyList<ApiKey>?> ReadListAsync(
        Stream body, Observation observation, bool recordsLastUse, string? userId, CancellationToken cancellation)
    {
        List<ApiKey> keys = await KeyResponseReader.ReadListAsync(body, observation, cancellation).ConfigureAwait(false);
        foreach (ApiKey key in keys)
        {
            Complete(key);

            // A proxy that drops the query would turn the keys of one user into those of all.
            if (userId is not null && key.UserId != userId)
                throw new JsonException("It has keys of other users than the requested one.");
            state.Update(key);
        }

        // A platform that records no last use leaves it out of every key.
        if (recordsLastUse && keys.Exists(key => key.LastUsedUtc is not null))
            observation.SetRecordsLastUse();
        return keys;
    }

    protected async Task<ApiKey?> ReadLookupAsync(
        string keyId, Stream body, Observation observation, CancellationToken cancellation) =>
        await KeyResponseReader.ReadLookupAsync(body, observation, cancellation).ConfigureAwait(false) is { } key
            ? Known(Requested(keyId, key))
            : null;

    /// <summary>Reads the response to a create, which must have the secret.</summary>
    protected async Task<ApiKey?> ReadNewAsync(Stream body, Observation observation, CancellationToken cancellation)
    {
        ApiKey key = await KeyResponseReader.ReadKeyAsync(body, observation, cancellation).ConfigureAwait(false);
        if (key.Key is null)
            throw new JsonException("It does not hold the new key.");
        DeliveredKeys.Add(Known(key));
        return key;
    }

    /// <summary>Reads the response to a revocation, which must confirm it.</summary>
    protected async Task<ApiKey?> ReadRevokedAsync(string keyId, Stream body, Observation observation, CancellationToken cancellation)
    {
        ApiKey key = Requested(keyId, await KeyResponseReader.ReadKeyAsync(body, observation, cancellation).ConfigureAwait(false));
        return key.Revoked ? Known(key) : throw new JsonException("It does not say that the key is revoked.");
    }

    private static WhylabsApiException Unsupported(string message) => new(WhylabsErrorId.UnsupportedInVersion, message);

    private static ApiKey Requested(string keyId, ApiKey key) => string.Equals(key.KeyId, keyId, StringComparison.Ordinal)
        ? key
        : throw new JsonException($"It is about another key, {key.KeyId}.");

    private void Check(string? orgId, string? userId, bool needsOwner)
    {
        if (orgId is null && _version.NeedsOrganization)
            throw new WhylabsApiException(WhylabsErrorId.OrgIdMissing, "No organization is named.");
        if (userId is not null && !_version.HasOwners)
            throw Unsupported($"Keys have no owner in {_version.Name}: a user cannot be named.");
        if (userId is null && needsOwner && _version.HasOwners)
            throw new WhylabsApiException(WhylabsErrorId.UserIdMissing, "No user is named for the key.");
    }

    private ApiKey Known(ApiKey key)
    {
        state.Update(Complete(key));
        return key;
    }

    private ApiKey Complete(ApiKey key)
    {
        if (_version.HasOwners && key.UserId is null)
            throw new JsonException("A key has no userId.");
        if (_version.TellsCreationTime && key.CreatedUtc is null)
            throw new JsonException("A key has no creationTime.");
        return key;
    }

    private Task<ApiKey> SendAsync(ApiOperation<ApiKey> operation, string keyId, CancellationToken cancellation) => sender.SendAsync(
        state.IsFresh(keyId) ? operation with { RetryOnMiss = WhylabsErrorId.KeyNotFound } : operation, cancellation);
}
