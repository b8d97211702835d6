namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The organization that a v1 request acts on: the caller's own, or the one that a header names.</summary>
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

    // The platform's staff belong to no customer's organization, so they always have to name one.
    private static string? Of(ServiceRequest request, Caller caller) =>
        request.NamedOrganization ?? (caller.IsPlatformStaff ? null : caller.OrgId);
}
