namespace WhylabsApiKey.Sandbox.Service;

/// <summary>Who sends a request: the organization and the id of its key, and the roles that the key gives.</summary>
internal sealed record Caller(string OrgId, string Id, IReadOnlySet<string> Roles)
{
    /// <summary>A caller with credentials of the platform's own AWS account. It is no key, so validate refuses it.</summary>
    public static Caller PlatformAccount { get; } = new(
        Scopes.OperatorOrgId, "000000000000", new HashSet<string> { Scopes.System, Scopes.Administrator, Scopes.User });

    /// <summary>Whether the caller runs the platform, and so may name any organization.</summary>
    public bool IsPlatformStaff => HasAny(Scopes.System, Scopes.PlatformAdministrator);

    public static Caller Of(StoredKey key)
    {
        IEnumerable<string> roles = key.OrgId == Scopes.OperatorOrgId
            ? [.. Scopes.Ordinary, .. key.Scopes]
            : key.Scopes.Where(Scopes.Ordinary.Contains);
        return new Caller(key.OrgId, key.KeyId, roles.Append(Scopes.Authenticated).ToHashSet());
    }

    public bool HasAny(params string[] roles) => Array.Exists(roles, Roles.Contains);
}
