namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The operations on memberships.</summary>
internal sealed class MembershipRoutes(Organizations organizations)
{
    public Route? Find(ServiceRequest request) => (request.Method, request.Path) switch
    {
        ("GET", [_, "organizations", var org, "membership"]) =>
            new(caller => Access.ToMembersOf(org, caller), _ => Response(organizations.MembersOf(org, includeClaims: false))),
        ("GET", [_, "membership", "org", var org]) =>
            new(Access.ToPlatform, _ => Response(organizations.MembersOf(org, IncludesClaims(request)))),
        ("GET", [_, "membership", "user"]) => new(Access.ToPlatform, _ => OfUser(request)),
        _ => null,
    };

    private static bool IncludesClaims(ServiceRequest request) => QueryBinding.IsTrue(request.Query, "include_claims");

    private static ServiceResponse Response(IReadOnlyList<Member> memberships) => ServiceResponse.Ok(new { memberships });

    private ServiceResponse OfUser(ServiceRequest request)
    {
        if (QueryBinding.RefuseMissing(request, "email") is { } refusal)
            return refusal;
        User user = organizations.Users.GetByEmail(QueryBinding.One(request.Query, "email"));
        return Response(organizations.MembershipsOf(user.UserId, IncludesClaims(request)));
    }
}
