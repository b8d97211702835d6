namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The v1 operations on API keys, for organization administrators.</summary>
internal sealed class ApiKeyV1Routes(KeyStore store)
{
    private readonly KeyRules _rules = new(store);
    private readonly ActingOrganization _acting = new(store.Organizations);

    public Route? Find(ServiceRequest request) => (request.Method, request.Path) switch
    {
        ("GET", [_, "api-key", "validate"]) => Validate(request),
        ("GET", [_, "api-key"]) => _acting.Route(request, Access.ToOwnKeys, (_, org) => List(org)),
        ("POST", [_, "api-key"]) when request.IsJsonOrUntyped =>
            _acting.Route(request, Access.ToOwnKeys, (caller, org) => Generate(org, caller, request)),
        ("DELETE", [_, "api-key"]) => _acting.Route(request, Access.ToOwnKeys, (caller, org) => Delete(org, caller, request)),
        _ => null,
    };

    private Route Validate(ServiceRequest request) => new(
        caller => Access.ToValidation(caller) && _acting.Allows(request, caller),
        _ => ServiceResponse.Ok(new { requestId = request.RequestId }));

    private ServiceResponse List(string orgId) => ServiceResponse.Ok(new
    {
        items = store.List(orgId, userId: null).Select(key => WireKey.Of(key))
            .Select(key => new { key.KeyId, key.OrgId, key.ExpirationTime, key.Scopes, key.Alias }),
    });

    private ServiceResponse Generate(string orgId, Caller caller, ServiceRequest request)
    {
        if (QueryBinding.RefuseMalformedExpiry(request) is { } refusal)
            return refusal;
        var terms = KeyTerms.Of(request.Query);
        _rules.CheckV1(orgId, terms);
        return ServiceResponse.Ok(WireKey.Of(store.Create(orgId, caller.Id, terms), withSecret: true));
    }

    private ServiceResponse Delete(string orgId, Caller caller, ServiceRequest request) =>
        QueryBinding.RefuseMissing(request, "key_id")
        ?? ServiceResponse.Ok(WireKey.Of(store.Revoke(orgId, caller.Id, QueryBinding.One(request.Query, "key_id"))));
}
