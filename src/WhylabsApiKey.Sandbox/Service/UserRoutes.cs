namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The operations on users, for platform staff.</summary>
internal sealed class UserRoutes(Users users)
{
    public Route? Find(ServiceRequest request) => (request.Method, request.Path) switch
    {
        ("GET", [_, "user"]) => new(Access.ToPlatform, _ => GetByEmail(request)),
        ("GET", [_, "user", var userId]) => new(Access.ToPlatform, _ => ServiceResponse.Ok(users.Get(userId))),
        _ => null,
    };

    private ServiceResponse GetByEmail(ServiceRequest request) =>
        QueryBinding.RefuseMissing(request, "email") ?? ServiceResponse.Ok(users.GetByEmail(QueryBinding.One(request.Query, "email")));
}
