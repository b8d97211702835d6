namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The v0 operations on API keys. Only the operator may call them.</summary>
internal sealed class ApiKeyRoutes(KeyStore store)
{
    private readonly KeyRules _rules = new(store);

    public Route? Find(ServiceRequest request) => (request.Method, request.Path) switch
    {
        ("GET", [_, "organizations", var org, "api-key"]) => ForOperator(() => List(org, request)),
        ("POST", [_, "organizations", var org, "api-key"]) when request.IsJsonOrUntyped => ForOperator(() => Create(org, request)),
        ("DELETE", [_, "organizations", var org, "api-key"]) => ForOperator(() => Revoke(org, request)),
        ("GET", [_, "organizations", var org, "api-key", var key]) => ForOperator(() => Get(org, key)),
        _ => null,
    };

    private static Route ForOperator(Func<ServiceResponse> operation) => new(Access.ToKeysOfAnyOrganization, _ => operation());

    private ServiceResponse List(string orgId, ServiceRequest request)
    {
        string? userId = request.Query.ContainsKey("user_id") ? QueryBinding.One(request.Query, "user_id") : null;
        return ServiceResponse.Ok(new { items = store.List(orgId, userId).Select(key => WireKey.Of(key)) });
    }

    private ServiceResponse Get(string orgId, string keyId) =>
        ServiceResponse.Ok(store.Find(orgId, keyId) is { } found ? new { key = WireKey.Of(found) } : (object)new { });

    private ServiceResponse Create(string orgId, ServiceRequest request)
    {
        if ((QueryBinding.RefuseMissing(request, "user_id") ?? QueryBinding.RefuseMalformedExpiry(request)) is { } refusal)
            return refusal;
        KeyTerms terms = KeyTerms.Of(request.Query) with { ResourceId = null };
        _rules.Check(orgId, terms);
        return ServiceResponse.Ok(WireKey.Of(store.Create(orgId, QueryBinding.One(request.Query, "user_id"), terms), withSecret: true));
    }

    private ServiceResponse Revoke(string orgId, ServiceRequest request) =>
        QueryBinding.RefuseMissing(request, "user_id", "key_id")
        ?? ServiceResponse.Ok(WireKey.Of(
            store.Revoke(orgId, QueryBinding.One(request.Query, "user_id"), QueryBinding.One(request.Query, "key_id"))));
}
