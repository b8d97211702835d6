using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Tests.Support;
using Columns = (string Name, string Header, string Cell)[];

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>What each command may do with a row, told from the rules and not from the module: a word of each reason to refuse it.</summary>
internal static class Oracle
{
    private static readonly string[] Identity =
        ["KeyId", "UserId", "OrgId", "OrganizationId", "Alias", "IssuedBy", "Endpoint", "ApiVersion"];

    private static readonly string[] Terms = ["ExpiresInDays", "ExpirationTime", "Scope", "Scopes", "ResourceId"];

    private static readonly string[] NoFilters = [.. Terms, "Status", "NeverExpires"];

    public static bool Column(this Columns row, string name) =>
        Array.Exists(row, column => string.Equals(column.Header, name, StringComparison.OrdinalIgnoreCase));

    public static string Cell(this Columns row, string name) =>
        row.FirstOrDefault(column => string.Equals(column.Header, name, StringComparison.OrdinalIgnoreCase)).Cell ?? "";

    public static bool Has(this Columns row, string name) => !string.IsNullOrWhiteSpace(row.Cell(name));

    public static string Organization(this Columns row) =>
        row.Has("OrgId") ? row.Cell("OrgId") : row.Has("OrganizationId") ? row.Cell("OrganizationId") : DemoOrganization.OrgId;

    /// <summary>Whether the row describes a key: its terms are that key's.</summary>
    public static bool Export(this Columns row) => row.Column("NeverExpires") || (row.Column("Status") && row.Has("KeyId"));

    public static string UserOf(string email) => email == "bob@example.com" ? "bob" : "user-456";

    public static string[] Get(Columns row)
    {
        if (row.Column("KeyId"))
            return [.. Common(row), .. KeyReasons(row), .. Variants(row, [.. Identity, "Email"])];
        IEnumerable<string> reasons = Common(row).Concat(Variants(row, [.. Identity, "Email", .. NoFilters]));
        if (row.Has("UserId") || row.Has("Email"))
            return [.. reasons, .. NoFilters.Where(row.Column)];
        if (row.Column("UserId") || row.Column("Email"))
            return [.. reasons, "UserId", "Email"];
        return row.Length == 1 && (row.Has("OrgId") || row.Has("OrganizationId"))
            ? [.. reasons]
            : [.. reasons, "names neither a key nor an owner"];
    }

    public static string[] Revoke(Columns row) => [.. Common(row), .. KeyReasons(row), .. Variants(row, Identity)];

    public static string[] Update(Columns row) =>
        [.. Common(row), .. KeyReasons(row), .. Variants(row, [.. Identity, .. Terms]), .. row.Export() ? [] : TermReasons(row)];

    public static string[] New(Columns row) =>
    [
        .. Common(row), .. Variants(row, [.. Identity, "Email", .. Terms]), .. TermReasons(row),
        .. row.Has("UserId") || row.Has("Email") ? Array.Empty<string>() : ["names no user"],
        .. row.Cell("UserId").Contains('#') ? ["#"] : Array.Empty<string>(),
        .. row.Has("KeyId") || row.Column("NeverExpires") ? ["-Scope"] : Array.Empty<string>(),
    ];

    /// <summary>The ids of the keys that the row names, in the order of their letters.</summary>
    public static string[] KeysOf(Columns row, SandboxFixture sandbox)
    {
        IEnumerable<StoredKey> keys = sandbox.Store.All.Where(key => key.OrgId == row.Organization() && !key.Revoked);
        if (row.Column("KeyId"))
            keys = keys.Where(key => key.KeyId == row.Cell("KeyId") && (!row.Has("UserId") || key.UserId == row.Cell("UserId")));
        else if (row.Has("UserId"))
            keys = keys.Where(key => key.UserId == row.Cell("UserId"));
        else if (row.Has("Email"))
            keys = keys.Where(key => row.Cell("Email") != "nobody@example.com" && IsMember(key) && key.UserId == UserOf(row.Cell("Email")));
        if (!row.Column("KeyId") && row.Has("Alias"))
            keys = keys.Where(key => key.Alias == row.Cell("Alias"));
        return [.. keys.Select(key => key.KeyId).Order(StringComparer.Ordinal)];

        static bool IsMember(StoredKey key) => key.OrgId == DemoOrganization.OrgId;
    }

    private static IEnumerable<string> Common(Columns row)
    {
        if (IsFlawed(row.Cell("UserId")))
            yield return "UserId";
        if (IsFlawed(row.Cell("OrgId")) || IsFlawed(row.Cell("OrganizationId")))
            yield return "OrgId";
        if (row.Has("OrgId") && row.Has("OrganizationId") && row.Cell("OrgId") != row.Cell("OrganizationId"))
            yield return "OrganizationId";
        if (row.Has("IssuedBy") || row.Has("Endpoint"))
            yield return row.Cell("IssuedBy") == "songbird" ? "IssuedBy" : "songbird.example.com";
        if (row.Cell("ApiVersion") == "V1")
            yield return "ApiVersion";
    }

    private static IEnumerable<string> KeyReasons(Columns row)
    {
        if (!row.Column("KeyId"))
            yield return "names no key";
        else if (!row.Has("KeyId") || IsFlawed(row.Cell("KeyId")))
            yield return "KeyId";
    }

    private static IEnumerable<string> TermReasons(Columns row)
    {
        if (row.Has("ExpiresInDays") && (row.Has("ExpirationTime") || row.Cell("ExpiresInDays") is not ("30" or "1.5")))
            yield return "ExpiresInDays";
        if (row.Has("ExpirationTime") && row.Cell("ExpirationTime") != "2099-01-31")
            yield return "ExpirationTime";
        if (row.Has("Scope") && (row.Has("Scopes") || row.Cell("Scope").EndsWith(']')))
            yield return "Scope";
    }

    // A name in other letters, with blanks or with dashes; in another case it is the same name.
    private static IEnumerable<string> Variants(Columns row, string[] names) => row
        .Where(column => !names.Contains(column.Header, StringComparer.OrdinalIgnoreCase) && names.Contains(column.Name))
        .Select(column => $"is not {column.Name}");

    private static bool IsFlawed(string id) =>
        id.Length > 0 && !string.IsNullOrWhiteSpace(id) && (!char.IsLetterOrDigit(id[0]) || !char.IsLetterOrDigit(id[^1]));
}
