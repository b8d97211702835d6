namespace WhylabsApiKey.Sandbox.Service;

/// <summary>Authenticates a request, finds its operation, and runs the operation if the caller may use it.</summary>
internal sealed class Router(KeyStore store, SandboxOptions options) : IDisposable
{
    private readonly RateLimiter _rateLimiter = new(options);
    private readonly ApiKeyRoutes _apiKeys = new(store);
    private readonly ApiKeyV1Routes _apiKeysV1 = new(store);
    private readonly MembershipRoutes _memberships = new(store.Organizations);
    private readonly OrganizationRoutes _organizations = new(store.Organizations);
    private readonly UserRoutes _users = new(store.Organizations.Users);

    public ServiceResponse Handle(ServiceRequest request)
    {
        if (request.Path is ["health"])
            return ServiceResponse.Ok(new { status = "UP" });
        if (request.Token is not { } token)
            return Refuse(request, 401);
        if (!request.AcceptsJson || Find(request) is not { } route)
            return ServiceResponse.Empty(404);
        if (Authenticate(token) is not { } caller || !route.Allows(caller))
            return Refuse(request, 403);
        return _rateLimiter.TryTake(request, caller) ? Run(route, caller, request) : ServiceResponse.TooManyRequests;
    }

    public void Dispose() => _rateLimiter.Dispose();

    private static ServiceResponse Run(Route route, Caller caller, ServiceRequest request)
    {
        try
        {
            return route.Operation(caller);
        }
        catch (ServiceException e)
        {
            return ServiceResponse.Error(e, request.RequestId);
        }
        catch (UnreadableKeyException e)
        {
            return ServiceResponse.Unhandled(request.Address, e.Message);
        }
    }

    private static ServiceResponse Refuse(ServiceRequest request, int status) =>
        request.AcceptsHtml ? ServiceResponse.Redirect("/login") : ServiceResponse.Empty(status);

    private Caller? Authenticate(string token)
    {
        if (TokenFormat.IsStsCredentials(token))
            return Caller.PlatformAccount;
        return store.Use(token) is { } key ? Caller.Of(key) : null;
    }

    private Route? Find(ServiceRequest request) => request.Path switch
    {
        ["v0", ..] => _apiKeys.Find(request) ?? _memberships.Find(request) ?? _organizations.Find(request) ?? _users.Find(request),
        ["v1", ..] when options.V1 => _apiKeysV1.Find(request) ?? _organizations.FindV1(request),
        _ => null,
    };
}
