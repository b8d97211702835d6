using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>Finds the operation that a request asks for, and lets those call it who may.</summary>
internal sealed class Router(KeyStore store, SandboxOptions options)
{
    private readonly ApiKeyRoutes _apiKeys = new(store);
    private readonly MembershipRoutes _memberships = new(store.Organizations);
    private readonly V1Routes _v1 = new(store);

    public Answer Handle(HttpRequest request, string requestId)
    {
        // The server's routing leaves %2F in a path as it is; the service's own does not, so the raw target is split here.
        string target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        string[] path = [.. target.Split('?')[0].Trim('/').Split('/').Select(Uri.UnescapeDataString)];
        if (path is ["health"])
            return Answer.Json(200, new { status = "UP" });

        string token = request.Headers["X-API-Key"].ToString();
        if (token.Length == 0)
            return Answer.Empty(401);
        if (Find(request, path, requestId) is not { } route)
            return Answer.Empty(404);
        if (store.Authenticate(token) is not { } caller || !route.Allows(caller))
            return Answer.Empty(403);
        try
        {
            return route.Operation(caller);
        }
        catch (ServiceException e)
        {
            return Answer.Error(e, requestId);
        }
    }

    private Route? Find(HttpRequest request, string[] path, string requestId) =>
        _apiKeys.Find(request, path)
        ?? _memberships.Find(request, path)
        ?? (options.V1 ? _v1.Find(request, path, requestId) : null);
}
