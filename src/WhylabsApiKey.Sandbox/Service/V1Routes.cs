using Microsoft.AspNetCore.Http;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The v1 operations on API keys: an administrator's own organization, and the keys that the calling key made.</summary>
internal sealed class V1Routes(KeyStore store)
{
    public Route? Find(HttpRequest request, string[] path, string requestId)
    {
        string named = request.Headers["X-WHYLABS-ORGANIZATION"].ToString().Trim();
        return (request.Method, path) switch
        {
            ("GET", ["v1", "api-key", "validate"]) => For(_ => true, (_, _) => Answer.Json(200, new { requestId })),
            ("GET", ["v1", "api-key"]) => For(Access.IsAnyAdministrator, (_, org) => List(org)),
            ("POST", ["v1", "api-key"]) => For(Access.IsAnyAdministrator, (caller, org) => Generate(org, caller, request)),
            ("DELETE", ["v1", "api-key"]) => For(Access.IsAnyAdministrator, (caller, org) => Delete(org, caller, request)),
            _ => null,
        };

        Route For(Func<StoredKey, bool> allows, Func<StoredKey, string, Answer> operation) => new(
            caller => allows(caller) && (named.Length == 0 || MayNameOrganization(caller, named)),
            caller => operation(caller, named.Length == 0 ? caller.OrgId : named));
    }

    private bool MayNameOrganization(StoredKey caller, string orgId) =>
        Access.IsOperator(caller) || caller.OrgId == orgId || store.Organizations.Manages(caller.OrgId, orgId);

    private Answer List(string orgId) => Answer.Json(200, new
    {
        items = store.List(orgId, userId: null).Select(key => WireKey.Of(key)).Select(key => new { key.KeyId, key.OrgId, key.ExpirationTime, key.Scopes, key.Alias }),
    });

    private Answer Generate(string orgId, StoredKey caller, HttpRequest request)
    {
        if (Binding.RefusalOfCreate(request) is { } refusal)
            return refusal;
        if (!store.Organizations.IsPaid(orgId))
            throw ServiceException.Illegal("Cannot create API keys for this organization. Please contact us to enable this feature.");
        string resource = request.Query["resource_id"].ToString();
        KeyTerms terms = KeyTerms.Of(request.Query) with { ResourceId = resource.Length == 0 ? null : resource };
        return Answer.Json(200, WireKey.Of(store.Create(orgId, caller.KeyId, terms), withSecret: true));
    }

    private Answer Delete(string orgId, StoredKey caller, HttpRequest request) =>
        Binding.Missing(request, "key_id")
        ?? Answer.Json(200, WireKey.Of(store.Revoke(orgId, caller.KeyId, request.Query["key_id"].ToString())));
}
