using System.Globalization;
using System.Text.Json;
using WhylabsApiKey.Core.Http;
using WhylabsApiKey.Core.Json;

namespace WhylabsApiKey.Core;

/// <summary>What the two surfaces of the service have in common: how answers are checked, and what became of a create.</summary>
internal abstract class WhylabsApiKeyClient(RequestSender sender, ClientOptions options, ServiceState state, Clock clock) : IWhylabsApiKeyClient
{
    protected Routes Routes { get; } = new(options.Endpoint);

    protected TokenIdentity Caller => TokenIdentity.Of(options.Token);

    public static WhylabsApiKeyClient Create(HttpMessageInvoker http, ClientOptions options, IMessageSink messages, ServiceState state, Clock clock)
    {
        var sender = new RequestSender(http, options, messages, state, clock);
        return options.ApiVersion == ApiVersion.V1
            ? new V1Client(sender, options, state, clock)
            : new V0Client(sender, options, state, clock);
    }

    public abstract Task<IReadOnlyList<ApiKey>> ListAsync(string? orgId, string? userId, CancellationToken cancellation);

    public abstract Task<ApiKey> GetAsync(string? orgId, string keyId, CancellationToken cancellation);

    public abstract Task<ApiKey> RevokeAsync(string? orgId, string? userId, string keyId, CancellationToken cancellation);

    public async Task<ApiKey> CreateAsync(CreateApiKeyRequest request, CancellationToken cancellation)
    {
        DateTime began = clock.UtcNow;
        try
        {
            return await SendAsync(CreateOperation(request), cancellation).ConfigureAwait(false);
        }
        catch (WhylabsApiException e) when (e.ErrorId == WhylabsErrorId.CreateOutcomeUnknown)
        {
            throw await new UnknownCreate(request, options.ApiVersion, began, clock)
                .ExplainAsync(e, token => ListAsync(request.OrgId, request.UserId, token), cancellation).ConfigureAwait(false);
        }
    }

    public async Task<ApiKeyValidation> ValidateAsync(CancellationToken cancellation)
    {
        var operation = new ApiOperation<ApiKeyValidation>(
            "check the API key",
            HttpMethod.Get,
            Routes.Validation,
            WhylabsErrorId.RouteNotFound,
            async (body, token) =>
            {
                ValidationAnswer answer = await WireContext.ReadAsync<ValidationAnswer>(body.Stream, token).ConfigureAwait(false);
                return answer.RequestId is null
                    ? throw new JsonException("It is not the answer to a valid key.")
                    : new ApiKeyValidation(Valid: true, body.RequestId, Reason: null);
            })
        {
            Doubted = Caller.KeyId is { } keyId && state.IsFresh(keyId) ? WhylabsErrorId.Forbidden : null,
        };
        try
        {
            return await SendAsync(operation, cancellation).ConfigureAwait(false);
        }
        catch (WhylabsApiException e) when (e.ErrorId == WhylabsErrorId.Forbidden)
        {
            return new ApiKeyValidation(Valid: false, e.RequestId!, e.ServerMessage);
        }
    }

    public Task<IReadOnlyList<OrganizationMember>> ListMembersAsync(string orgId, CancellationToken cancellation) => SendAsync(
        new ApiOperation<IReadOnlyList<OrganizationMember>>(
            $"list the members of {orgId}",
            HttpMethod.Get,
            Routes.Members(orgId),
            WhylabsErrorId.OrganizationNotFound,
            async (body, token) => Members(await WireContext.ReadAsync<MembershipAnswer>(body.Stream, token).ConfigureAwait(false))),
        cancellation);

    protected abstract ApiOperation<ApiKey> CreateOperation(CreateApiKeyRequest request);

    protected Task<T> SendAsync<T>(ApiOperation<T> operation, CancellationToken cancellation)
        where T : class => sender.SendAsync(operation, cancellation);

    /// <summary>What create takes on both surfaces, beside whom the key is for.</summary>
    protected static (string Name, string? Value)[] Terms(CreateApiKeyRequest request) =>
    [
        ("expiration_time", request.Expires?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)),
        .. request.Scopes.Select(scope => ("scopes", (string?)Routes.Id(scope))),
        ("alias", request.Alias),
    ];

    protected async Task<List<ApiKey>> ReadListAsync(ResponseBody body, Func<ApiKey, string?> problem, bool recordsLastUse, CancellationToken cancellation)
    {
        List<ApiKey> keys = await ApiKeyListReader.ReadAsync(body.Stream, cancellation).ConfigureAwait(false);

        // A platform that records no last use leaves it out of every key.
        Observation observation = Observed(body) with { RecordsLastUse = recordsLastUse && keys.Exists(key => key.LastUsedUtc is not null) };
        foreach (ApiKey key in keys)
        {
            if (problem(key) is { } sentence)
                throw new JsonException(sentence);
            key.SeenIn(observation);
            state.Saw(key, body.AtUtc);
        }

        return keys;
    }

    /// <summary>The key of a create's answer, which has the secret.</summary>
    protected async Task<ApiKey> ReadNewAsync(ResponseBody body, CancellationToken cancellation)
    {
        ApiKey key = await WireContext.ReadAsync<ApiKey>(body.Stream, cancellation).ConfigureAwait(false);
        if (key.Key is null)
            throw new JsonException("It does not hold the new key.");
        Seen(WithOwner(key), Observed(body));
        DeliveredKeys.Add(key);
        return key;
    }

    /// <summary>The key of a revocation's answer, which says that it is revoked.</summary>
    protected async Task<ApiKey> ReadRevokedAsync(string keyId, ResponseBody body, CancellationToken cancellation)
    {
        ApiKey key = WithOwner(Expected(keyId, await WireContext.ReadAsync<ApiKey>(body.Stream, cancellation).ConfigureAwait(false)));
        if (!key.Revoked)
            throw new JsonException("It does not say that the key is revoked.");
        return Seen(key, Observed(body) with { ByRevocation = true });
    }

    protected Observation Observed(ResponseBody body) => new(body.AtUtc, body.RequestId, options.Endpoint);

    protected ApiKey Seen(ApiKey key, Observation observation)
    {
        key.SeenIn(observation);
        if (key.Revoked)
            state.Forget(key);
        else
            state.Saw(key, observation.AtUtc);
        return key;
    }

    protected static ApiKey Expected(string keyId, ApiKey key) => string.Equals(key.KeyId, keyId, StringComparison.Ordinal)
        ? key
        : throw new JsonException($"It is about another key, {key.KeyId}.");

    protected static ApiKey WithOwner(ApiKey key) => NoOwner(key) is { } problem ? throw new JsonException(problem) : key;

    protected static string? NoOwner(ApiKey key) =>
        key.UserId is null ? "A key has no userId." : key.CreatedUtc is null ? "A key has no creationTime." : null;

    /// <summary>The failure of a look-up that a key made a moment ago may meet.</summary>
    protected WhylabsErrorId? DoubtedMiss(string keyId) => state.IsFresh(keyId) ? WhylabsErrorId.KeyNotFound : null;

    private static List<OrganizationMember> Members(MembershipAnswer answer)
    {
        var members = new List<OrganizationMember>();
        foreach (MembershipAnswer.Membership? membership in answer.Memberships ?? throw new JsonException("It has no list of members."))
        {
            if (membership is { UserId: { Length: > 0 } userId, Email: { Length: > 0 } email })
                members.Add(new OrganizationMember(userId, email));
        }

        return members;
    }
}
