using System.Globalization;
using WhylabsApiKey.Core.Http;
using WhylabsApiKey.Core.Json;
using WhylabsApiKey.Core.Memory;

namespace WhylabsApiKey.Core.Client;

/// <summary>The common part of both versions: checks before a request, and look-ups after a request of unknown outcome.</summary>
internal abstract class WhylabsApiKeyClient(ClientOptions options, RequestSender sender, ServiceState state, Clock clock)
{
    private readonly ServiceVersion _version = ServiceVersion.Of(options.ApiVersion);

    public ServiceTime? ServiceTime => state.ClockDifference is { } difference
        ? new ServiceTime(Calendar.Add(clock.UtcNow, difference), difference)
        : null;

    protected Routes Routes { get; } = new(options.Endpoint);

    private ResponseCheck ResponseCheck => field ??= new ResponseCheck(_version, Caller);

    protected KeyResponses Responses => field ??= new KeyResponses(ResponseCheck, state, sender.Warn, sender.Hide);

    protected TokenIdentity Caller => field ??= TokenIdentity.Of(options.Token);

    public static IWhylabsApiKeyClient Create(
        HttpMessageInvoker http, ClientOptions options, IMessageSink messages, ServiceState state, Clock clock)
    {
        var sender = new RequestSender(http, options, messages, state, clock);
        return options.ApiVersion == ApiVersion.V1
            ? new V1Client(options, sender, state, clock)
            : new V0Client(options, sender, state, clock);
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

    public bool IsFresh(string keyId) => state.IsFresh(keyId);

    public void Check(CreateApiKeyRequest request) => CheckedOperation(request);

    public async Task<ApiKey> CreateAsync(CreateApiKeyRequest request, CancellationToken cancellation)
    {
        ApiOperation<ApiKey> operation = CheckedOperation(request) with { Check = key => ResponseCheck.Created(key, request) };
        DateTime began = clock.UtcNow;
        try
        {
            ApiKey created = await sender.SendAsync(operation, cancellation).ConfigureAwait(false);
            DeliveredKeys.Add(created);
            return created;
        }
        catch (WhylabsApiException e) when (e.ErrorId == WhylabsErrorId.CreateOutcomeUnknown)
        {
            throw await new CreateSearch(request, options, ResponseCheck, began, state, clock)
                .ExplainAsync(e, token => ListAsync(request.OrgId, request.UserId, token), cancellation).ConfigureAwait(false);
        }
    }

    public async Task<ApiKey> RevokeAsync(string? orgId, string? userId, string keyId, CancellationToken cancellation)
    {
        Check(orgId, userId, needsOwner: true);
        try
        {
            return await SendAsync(RevokeOperation(orgId, userId, keyId), keyId, cancellation).ConfigureAwait(false);
        }
        catch (WhylabsApiException e) when (e.MayBeDone)
        {
            // While the service does not respond, the list is requested only once, because each key would wait for the retries.
            ApiOperation<IReadOnlyList<ApiKey>> list = ListOperation(orgId, userId) with
            {
                Revokes = true,
                IsRetried = e.ErrorId == WhylabsErrorId.KeyNotFound,
            };
            return await new RevokeSearch(keyId, _version)
                .FindRevokedAsync(e, token => sender.SendAsync(list, token), cancellation).ConfigureAwait(false);
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
                (await WireContext.ReadAsync<ValidationResponse>(body.Stream, token).ConfigureAwait(false))
                    .IsAbout(body.Observation.RequestId, body.EchoesRequestId)
                    ? new ApiKeyValidation(Valid: true, body.Observation.RequestId, Reason: null)
                    : throw new MismatchedResponseException("The response is not the service's response to this request."),
            RetryOnMiss: Caller.KeyId is { } keyId && state.IsFresh(keyId) ? WhylabsErrorId.Forbidden : null);
        try
        {
            return await sender.SendAsync(operation, cancellation).ConfigureAwait(false);
        }
        catch (WhylabsApiException e) when (e.ErrorId == WhylabsErrorId.Forbidden && options.Token[0] == '{')
        {
            throw new WhylabsApiException(
                WhylabsErrorId.ValidationUnavailable,
                "The service validates API keys only. It refuses credentials of another form here even where it accepts them for "
                + $"other requests (HTTP 403, request {e.RequestId})",
                e,
                e);
        }
        catch (WhylabsApiException e) when (e.ErrorId == WhylabsErrorId.Forbidden)
        {
            return new ApiKeyValidation(Valid: false, e.RequestId!, e.ServerMessage);
        }
    }

    public Task<IReadOnlyList<OrganizationMember>> ListMembersAsync(string orgId, CancellationToken cancellation) => _version.HasOwners
        ? sender.SendAsync(
            new ApiOperation<IReadOnlyList<OrganizationMember>>(
                $"list the members of {orgId}",
                HttpMethod.Get,
                Routes.Members(orgId),
                WhylabsErrorId.OrganizationNotFound,
                async (body, token) =>
                    (await WireContext.ReadAsync<MembershipResponse>(body.Stream, token).ConfigureAwait(false)).Members(orgId),
                OrgId: orgId),
            cancellation)
        : throw Unsupported($"{_version.Name} does not list the members of an organization.");

    public Task<PlatformUser> FindUserAsync(string email, CancellationToken cancellation) =>
        SendAsync(UserOperation($"find the user with the email address {email}", Routes.UserWith(email), null, email), cancellation);

    public Task<PlatformUser> GetUserAsync(string userId, CancellationToken cancellation) =>
        SendAsync(UserOperation($"find the user {userId}", Routes.User(userId), userId, null), cancellation);

    /// <summary>Sends a read operation that concerns no single key.</summary>
    protected Task<T> SendAsync<T>(ApiOperation<T> operation, CancellationToken cancellation)
        where T : class => sender.SendAsync(operation, cancellation);

    protected abstract ApiOperation<IReadOnlyList<ApiKey>> ListOperation(string? orgId, string? userId);

    protected abstract ApiOperation<ApiKey> GetOperation(string? orgId, string keyId);

    protected abstract ApiOperation<ApiKey> CreateOperation(CreateApiKeyRequest request);

    protected abstract ApiOperation<ApiKey> RevokeOperation(string? orgId, string? userId, string keyId);

    /// <summary>The query parameters of a create that both versions have.</summary>
    protected static (string Name, string? Value)[] Terms(CreateApiKeyRequest request) =>
    [
        ("expiration_time", request.Expires?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)),
        .. request.Scopes.Select(scope => ("scopes", (string?)Routes.Id(scope))),
        ("alias", request.Alias),
    ];

    protected static WhylabsApiException Unsupported(string message) => new(WhylabsErrorId.UnsupportedInVersion, message);

    private ApiOperation<ApiKey> CheckedOperation(CreateApiKeyRequest request)
    {
        Check(request.OrgId, request.UserId, needsOwner: true);
        if (request.ResourceId is not null && !_version.AcceptsResource)
            throw Unsupported($"{_version.Name} cannot limit a key to a resource.");
        if (request.UserId?.IndexOf('#') >= 0)
        {
            throw new WhylabsApiException(
                WhylabsErrorId.InvalidId,
                $"UserId {PlainText.Visible(request.UserId)} has the character #: "
                + "the service would store a key that it cannot read again.");
        }

        ApiOperation<ApiKey> operation = CreateOperation(request);
        RequestLine.CheckAlias(operation, request.Alias);
        return operation;
    }

    private ApiOperation<PlatformUser> UserOperation(string purpose, Uri address, string? userId, string? email) => _version.HasOwners
        ? new ApiOperation<PlatformUser>(
            purpose,
            HttpMethod.Get,
            address,
            WhylabsErrorId.MemberNotFound,
            async (body, token) =>
                (await WireContext.ReadAsync<UserResponse>(body.Stream, token).ConfigureAwait(false)).ToUser(userId, email))
        : throw Unsupported($"{_version.Name} does not look up users.");

    private Task<ApiKey> SendAsync(ApiOperation<ApiKey> operation, string keyId, CancellationToken cancellation) => sender.SendAsync(
        state.IsFresh(keyId) ? operation with { RetryOnMiss = WhylabsErrorId.KeyNotFound } : operation, cancellation);

    private void Check(string? orgId, string? userId, bool needsOwner)
    {
        if (orgId is null && _version.NeedsOrganization)
            throw new WhylabsApiException(WhylabsErrorId.OrgIdMissing, "No organization is specified.");
        if (userId is not null && !_version.HasOwners)
            throw Unsupported($"Keys have no owner in {_version.Name}: omit the user.");
        if (userId is null && needsOwner && _version.HasOwners)
            throw new WhylabsApiException(WhylabsErrorId.UserIdMissing, "No owner is specified for the key.");
    }
}
