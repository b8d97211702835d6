using Microsoft.AspNetCore.Http;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The members of an organization, for its administrators and the platform's operator.</summary>
internal sealed class MembershipRoutes(Organizations organizations)
{
    public Route? Find(HttpRequest request, string[] path) => (request.Method, path) switch
    {
        ("GET", ["v0", "organizations", var org, "membership"]) => new(
            caller => Access.IsAdministratorOf(org, caller),
            _ => Answer.Json(200, new { memberships = organizations.MembersOf(org) })),
        _ => null,
    };
}
