namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The sender of a request: the organization, the key id and the roles of its key.</summary>
internal sealed record Caller(string OrgId, string Id, IReadOnlySet<string> Roles)
{
    /// <summary>A caller with credentials of the platform's AWS account. They are not an API key, so the validation refuses them.</summary>
    public static Caller PlatformAccount { get; } = new(
        Scopes.OperatorOrgId, "000000000000", new HashSet<string> { Scopes.System, Scopes.Administrator, Scopes.User });

    /// <summary>Whether the caller operates the platform, and so may specify any organization.</summary>
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
