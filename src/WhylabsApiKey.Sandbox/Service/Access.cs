namespace WhylabsApiKey.Sandbox.Service;

/// <summary>What a key may do, beyond being accepted at all.</summary>
internal static class Access
{
    public static bool IsOperator(StoredKey caller) =>
        caller.OrgId == Scopes.OperatorOrgId && caller.Scopes.Contains(Scopes.System);

    /// <summary>An administrator of the key's own organization, of either kind. The operator has all roles that others can have.</summary>
    public static bool IsAnyAdministrator(StoredKey caller) =>
        IsOperator(caller) || caller.Scopes.Contains(Scopes.Administrator) || caller.Scopes.Contains(Scopes.AccountAdministrator);

    public static bool IsAdministratorOf(string orgId, StoredKey caller) =>
        IsOperator(caller) || (caller.OrgId == orgId && caller.Scopes.Contains(Scopes.Administrator));
}
