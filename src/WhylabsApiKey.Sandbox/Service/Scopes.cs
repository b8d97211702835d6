namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The scopes that the service knows. A role has the name of the scope that gives it.</summary>
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

    /// <summary>Any organization's key may carry the platform's scopes; they give a role in the operator's only.</summary>
    public static readonly IReadOnlySet<string> All = Ordinary.Concat([PlatformAdministrator, System]).ToHashSet();
}
