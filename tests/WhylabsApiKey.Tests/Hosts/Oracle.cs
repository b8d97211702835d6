using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Tests.Support;
using Columns = (string Name, string Header, string Cell)[];

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>Predicts from the documented rules why a command refuses a row. Each reason is a word of the error message.</summary>
internal static class Oracle
{
    private static readonly string[] Identity =
        ["KeyId", "UserId", "OrgId", "OrganizationId", "Alias", "IssuedBy", "Endpoint", "ApiVersion"];

    private static readonly string[] Terms = ["ExpiresInDays", "ExpirationTime", "Scope", "Scopes", "ResourceId"];

    private static readonly string[] NoFilters = [.. Terms, "Status", "NeverExpires"];

    public static bool HasColumn(this Columns row, string name) =>
        Array.Exists(row, column => string.Equals(column.Header, name, StringComparison.OrdinalIgnoreCase));

    public static string Cell(this Columns row, string name) =>
        row.FirstOrDefault(column => string.Equals(column.Header, name, StringComparison.OrdinalIgnoreCase)).Cell ?? "";

    public static bool HasValue(this Columns row, string name) => !string.IsNullOrWhiteSpace(row.Cell(name));

    public static string Organization(this Columns row) =>
        row.HasValue("OrgId") ? row.Cell("OrgId") : row.HasValue("OrganizationId") ? row.Cell("OrganizationId") : DemoOrganization.OrgId;

    /// <summary>Whether the row is an exported key, whose alias, scopes and expiry describe that key.</summary>
    public static bool IsExport(this Columns row) =>
        !row.HasValue("Scope") && (row.HasColumn("NeverExpires") || (row.HasValue("Status") && row.HasValue("KeyId")));

    public static string UserOf(string email) => email == "bob@example.com" ? "bob" : "user-456";

    public static string[] Get(Columns row)
    {
        if (row.HasColumn("KeyId"))
            return [.. Common(row), .. KeyReasons(row), .. Variants(row, [.. Identity, "Email"])];
        IEnumerable<string> reasons = Common(row).Concat(Variants(row, [.. Identity, "Email", .. NoFilters]));
        if (row.HasValue("UserId") || row.HasValue("Email"))
            return [.. reasons, .. NoFilters.Where(row.HasColumn)];
        if (row.HasColumn("UserId") || row.HasColumn("Email"))
            return [.. reasons, "UserId", "Email"];
        return row.Length == 1 && (row.HasValue("OrgId") || row.HasValue("OrganizationId"))
            ? [.. reasons]
            : [.. reasons, "names neither a key nor an owner"];
    }

    public static string[] Revoke(Columns row) => [.. Common(row), .. KeyReasons(row), .. Variants(row, Identity)];

    public static string[] Update(Columns row) =>
    [
        .. Common(row), .. KeyReasons(row), .. Variants(row, [.. Identity, .. Terms]),
        .. row.IsExport() ? ExportReasons(row) : TermReasons(row),
    ];

    public static string[] New(Columns row) =>
    [
        .. Common(row), .. Variants(row, [.. Identity, "Email", .. Terms]), .. TermReasons(row),
        .. row.HasValue("UserId") || row.HasValue("Email") ? Array.Empty<string>() : ["names no user"],
        .. row.Cell("UserId").Contains('#') ? ["#"] : Array.Empty<string>(),
        .. row.HasValue("KeyId") || row.IsExport() ? ["-Scope"] : Array.Empty<string>(),
        .. Array.Exists([.. Identity, "Email", .. Terms], row.HasColumn) ? Array.Empty<string>() : ["says nothing"],
    ];

    /// <summary>The ids of the keys that the row selects, in alphabetical order.</summary>
    public static string[] KeysOf(Columns row, SandboxFixture sandbox)
    {
        IEnumerable<StoredKey> keys = sandbox.Store.All.Where(key => key.OrgId == row.Organization() && !key.Revoked);
        if (row.HasColumn("KeyId"))
            keys = keys.Where(key => key.KeyId == row.Cell("KeyId") && (!row.HasValue("UserId") || key.UserId == row.Cell("UserId")));
        else if (row.HasValue("UserId"))
            keys = keys.Where(key => key.UserId == row.Cell("UserId"));
        else if (row.HasValue("Email"))
            keys = keys.Where(key => row.Cell("Email") != "nobody@example.com" && IsMember(key) && key.UserId == UserOf(row.Cell("Email")));
        if (!row.HasColumn("KeyId") && row.HasValue("Alias"))
            keys = keys.Where(key => key.Alias == row.Cell("Alias"));
        return [.. keys.Select(key => key.KeyId).Order(StringComparer.Ordinal)];

        static bool IsMember(StoredKey key) => key.OrgId == DemoOrganization.OrgId;
    }

    private static IEnumerable<string> Common(Columns row)
    {
        if (IsMalformed(row.Cell("UserId")))
            yield return "UserId";
        if (IsMalformed(row.Cell("OrgId")) || IsMalformed(row.Cell("OrganizationId")))
            yield return "OrgId";
        if (row.HasValue("OrgId") && row.HasValue("OrganizationId") && row.Cell("OrgId") != row.Cell("OrganizationId"))
            yield return "OrganizationId";
        if (row.HasValue("IssuedBy") || row.HasValue("Endpoint"))
            yield return row.Cell("IssuedBy") == "songbird" ? "IssuedBy" : "songbird.example.com";
        if (row.Cell("ApiVersion") == "V1")
            yield return "ApiVersion";
    }

    private static IEnumerable<string> KeyReasons(Columns row)
    {
        if (!row.HasColumn("KeyId"))
            yield return "names no key";
        else if (!row.HasValue("KeyId") || IsMalformed(row.Cell("KeyId")))
            yield return "KeyId";
    }

    // The terms of an export must be those of its key: zP0gHsa6Ri has 9 of 90 days left, HMiFAgQeNb has 200 of 360, both for :user.
    private static IEnumerable<string> ExportReasons(Columns row)
    {
        string owner = row.Cell("KeyId") switch { "zP0gHsa6Ri" => "bob", "HMiFAgQeNb" => "user-123", _ => "" };
        if (row.Organization() != DemoOrganization.OrgId || owner.Length == 0 || (row.HasValue("UserId") && row.Cell("UserId") != owner))
            yield break;
        if (row.Cell("ExpiresInDays") is "0" or "1.5" || (row.Cell("ExpiresInDays") == "30" && owner != "bob"))
            yield return "ExpiresInDays";
        if (row.Cell("ExpirationTime") == "2099-01-31")
            yield return "ExpirationTime";
        if (row.Cell("Scopes") == ":write_data :user")
            yield return "Scopes";
    }

    private static IEnumerable<string> TermReasons(Columns row)
    {
        if (row.HasValue("ExpiresInDays") && (row.HasValue("ExpirationTime") || row.Cell("ExpiresInDays") is not ("30" or "1.5")))
            yield return "ExpiresInDays";
        if (row.HasValue("ExpirationTime") && row.Cell("ExpirationTime") != "2099-01-31")
            yield return "ExpirationTime";
        if (row.HasValue("Scope") && (row.HasValue("Scopes") || row.Cell("Scope").EndsWith(']')))
            yield return "Scope";
    }

    // A variant of a name has other letters, blanks or dashes. A name in another case is not a variant.
    private static IEnumerable<string> Variants(Columns row, string[] names) => row
        .Where(column => !names.Contains(column.Header, StringComparer.OrdinalIgnoreCase) && names.Contains(column.Name))
        .Select(column => $"is not {column.Name}");

    private static bool IsMalformed(string id) =>
        id.Length > 0 && !string.IsNullOrWhiteSpace(id) && (!char.IsLetterOrDigit(id[0]) || !char.IsLetterOrDigit(id[^1]));
}
