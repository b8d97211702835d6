namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The organizations: all of them for those who run the platform, and those that an organization manages.</summary>
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
