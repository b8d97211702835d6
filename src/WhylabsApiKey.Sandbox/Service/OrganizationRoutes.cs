namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The operations on organizations: the list of all for platform staff, and the list of managed organizations.</summary>
internal sealed class OrganizationRoutes(Organizations organizations)
{
    private readonly ActingOrganization _acting = new(organizations);

    public Route? Find(ServiceRequest request) => (request.Method, request.Path) switch
    {
        ("GET", [_, "organizations"]) =>
            new(Access.ToPlatform, _ => ServiceResponse.Ok(new { items = organizations.List(), @internal = true })),
        _ => null,
    };

    public Route? FindV1(ServiceRequest request) => (request.Method, request.Path) switch
    {
        ("GET", [_, "organizations", "managed-organizations"]) =>
            _acting.Route(request, Access.ToManagedOrganizations, (_, org) => ManagedBy(org)),
        _ => null,
    };

    private ServiceResponse ManagedBy(string orgId) =>
        ServiceResponse.Ok(organizations.ManagedBy(orgId).Select(organization => new { orgId = organization.Id, organization.Name }));
}
