namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The roles that each operation requires.</summary>
internal static class Access
{
    public static bool ToKeysOfAnyOrganization(Caller caller) => caller.HasAny(Scopes.System);

    public static bool ToPlatform(Caller caller) => caller.IsPlatformStaff;

    public static bool ToMembersOf(string orgId, Caller caller) =>
        caller.IsPlatformStaff || (caller.OrgId == orgId && caller.HasAny(Scopes.Administrator));

    public static bool ToOwnKeys(Caller caller) => caller.HasAny(Scopes.Administrator, Scopes.AccountAdministrator);

    public static bool ToManagedOrganizations(Caller caller) => caller.HasAny(Scopes.Administrator, Scopes.User);

    public static bool ToValidation(Caller caller) => caller.HasAny(Scopes.Authenticated);
}
