using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The v0 operations on API keys, and who may call them.</summary>
internal sealed class ApiKeyRoutes(KeyStore store)
{
    private static readonly long LastMillisecond = (long)(DateTime.MaxValue - DateTime.UnixEpoch).TotalMilliseconds;

    public Answer Handle(HttpRequest request, string requestId)
    {
        // The server's routing leaves %2F in a path as it is; the service's own does not, so the raw target is split here.
        string target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        string[] path = [.. target.Split('?')[0].Trim('/').Split('/').Select(Uri.UnescapeDataString)];
        if (path is ["health"])
            return Answer.Json(200, new { status = "UP" });
        if (Refusal(request) is { } refusal)
            return refusal;

        try
        {
            return (request.Method, path) switch
            {
                ("GET", ["v0", "organizations", var org, "api-key"]) => List(org, request.Query),
                ("POST", ["v0", "organizations", var org, "api-key"]) => Create(org, request),
                ("DELETE", ["v0", "organizations", var org, "api-key"]) => Revoke(org, request),
                ("GET", ["v0", "organizations", var org, "api-key", var key]) => Get(org, key),
                _ => Answer.Empty(404),
            };
        }
        catch (ServiceException e)
        {
            return Answer.Error(e, requestId);
        }
    }

    private Answer? Refusal(HttpRequest request)
    {
        string token = request.Headers["X-API-Key"].ToString();
        if (token.Length == 0)
            return Answer.Empty(401);
        bool isOperator = store.Authenticate(token) is { OrgId: Scopes.OperatorOrgId } key && key.Scopes.Contains(Scopes.System);
        return isOperator ? null : Answer.Empty(403);
    }

    private Answer List(string orgId, IQueryCollection query) => Answer.Json(200, new
    {
        items = store.List(orgId, query.TryGetValue("user_id", out StringValues user) ? user.ToString() : null).Select(key => WireKey.Of(key)),
    });

    private Answer Get(string orgId, string keyId) => store.Find(orgId, keyId) is { } key
        ? Answer.Json(200, new { key = WireKey.Of(key) })
        : Answer.Json(200, new { });

    private Answer Create(string orgId, HttpRequest request)
    {
        if (request.ContentType is { Length: > 0 } type && !type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
            return Answer.BadRequest(request.Path, $"Content Type [{type}] not allowed. Allowed types: [application/json]", 415, "Unsupported Media Type");
        if (Missing(request, "user_id") is { } missing)
            return missing;

        string expiration = request.Query["expiration_time"].ToString();
        DateTime? expires = null;
        if (expiration.Length > 0)
        {
            if (!long.TryParse(expiration, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long milliseconds))
                return Answer.BadRequest(request.Path, $"Failed to convert argument [expiration_time] for value [{expiration}]");
            if (milliseconds < 0 || milliseconds > LastMillisecond)
                throw ServiceException.Illegal("Invalid expiration time");
            expires = DateTime.UnixEpoch.AddMilliseconds(milliseconds);
        }

        StoredKey key = store.Create(
            orgId, request.Query["user_id"].ToString(), request.Query["alias"], [.. request.Query["scopes"].Select(scope => scope ?? "")], expires);
        return Answer.Json(200, WireKey.Of(key, withSecret: true));
    }

    private Answer Revoke(string orgId, HttpRequest request) =>
        Missing(request, "user_id") ?? Missing(request, "key_id")
        ?? Answer.Json(200, WireKey.Of(store.Revoke(orgId, request.Query["user_id"].ToString(), request.Query["key_id"].ToString())));

    private static Answer? Missing(HttpRequest request, string name) => request.Query[name].ToString().Length == 0
        ? Answer.BadRequest(request.Path, $"Required QueryValue [{name}] not specified")
        : null;
}
