namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The scopes that the service knows. Each scope gives the role of the same name.</summary>
internal static class Scopes
{
    public const string System = ":whylabs_system";
    public const string PlatformAdministrator = ":whylabs_administrator";
    public const string Administrator = ":administrator";
    public const string AccountAdministrator = ":account_administrator";
    public const string User = ":user";
    public const string Authenticated = ":authenticated";
    public const string OperatorOrgId = "0";

    public static readonly IReadOnlySet<string> Ordinary = new HashSet<string>
    {
        AccountAdministrator, Administrator, Authenticated, ":secure_container", User, ":write_data",
        ":write_notification", ":read_notification", ":write_resource", ":read_resource",
    };

    /// <summary>Keys of any organization may have the platform's scopes. Only in the operator's organization they give a role.</summary>
    public static readonly IReadOnlySet<string> All = Ordinary.Concat([PlatformAdministrator, System]).ToHashSet();
}
