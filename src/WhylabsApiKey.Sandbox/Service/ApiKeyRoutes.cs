using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The v0 operations on API keys, which are the platform operator's alone.</summary>
internal sealed class ApiKeyRoutes(KeyStore store)
{
    public Route? Find(HttpRequest request, string[] path) => (request.Method, path) switch
    {
        ("GET", ["v0", "organizations", var org, "api-key"]) => ForOperator(() => List(org, request.Query)),
        ("POST", ["v0", "organizations", var org, "api-key"]) => ForOperator(() => Create(org, request)),
        ("DELETE", ["v0", "organizations", var org, "api-key"]) => ForOperator(() => Revoke(org, request)),
        ("GET", ["v0", "organizations", var org, "api-key", var key]) => ForOperator(() => Get(org, key)),
        _ => null,
    };

    private static Route ForOperator(Func<Answer> operation) => new(Access.IsOperator, _ => operation());

    private Answer List(string orgId, IQueryCollection query) => Answer.Json(200, new
    {
        items = store.List(orgId, query.TryGetValue("user_id", out StringValues user) ? user.ToString() : null).Select(key => WireKey.Of(key)),
    });

    private Answer Get(string orgId, string keyId) => store.Find(orgId, keyId) is { } key
        ? Answer.Json(200, new { key = WireKey.Of(key) })
        : Answer.Json(200, new { });

    private Answer Create(string orgId, HttpRequest request) =>
        Binding.RefusalOfCreate(request) ?? Binding.Missing(request, "user_id")
        ?? Answer.Json(200, WireKey.Of(store.Create(orgId, request.Query["user_id"].ToString(), KeyTerms.Of(request.Query)), withSecret: true));

    private Answer Revoke(string orgId, HttpRequest request) =>
        Binding.Missing(request, "user_id") ?? Binding.Missing(request, "key_id")
        ?? Answer.Json(200, WireKey.Of(store.Revoke(orgId, request.Query["user_id"].ToString(), request.Query["key_id"].ToString())));
}
