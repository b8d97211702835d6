namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The scopes that the service knows.</summary>
internal static class Scopes
{
    public const string System = ":whylabs_system";
    public const string Administrator = ":administrator";
    public const string AccountAdministrator = ":account_administrator";
    public const string User = ":user";
    public const string OperatorOrgId = "0";

    private static readonly HashSet<string> ForAll =
    [
        AccountAdministrator, Administrator, ":authenticated", ":secure_container", User, ":write_data",
        ":write_notification", ":read_notification", ":write_resource", ":read_resource",
    ];

    private static readonly HashSet<string> ForOperator = [":whylabs_administrator", System];

    public static bool Exists(string scope, string orgId) =>
        ForAll.Contains(scope) || (orgId == OperatorOrgId && ForOperator.Contains(scope));
}
