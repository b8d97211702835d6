namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The organization that a v1 request acts on: the caller's organization, or the one in a header.</summary>
internal sealed class ActingOrganization(Organizations organizations)
{
    public Route Route(ServiceRequest request, Func<Caller, bool> allows, Func<Caller, string, ServiceResponse> operation) => new(
        caller => allows(caller) && Allows(request, caller),
        caller => Of(request, caller) is { } orgId
            ? operation(caller, orgId)
            : ServiceResponse.FrameworkError(request.Address, "Required argument [String orgId] not specified"));

    public bool Allows(ServiceRequest request, Caller caller) => request.NamedOrganization is not { } named
        || caller.IsPlatformStaff
        || caller.OrgId == named
        || organizations.Manages(caller.OrgId, named);

    // Platform staff belong to no customer organization, so their requests must specify one.
    private static string? Of(ServiceRequest request, Caller caller) =>
        request.NamedOrganization ?? (caller.IsPlatformStaff ? null : caller.OrgId);
}
