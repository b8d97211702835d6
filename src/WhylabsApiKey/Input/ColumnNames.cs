namespace WhylabsApiKey.Input;

/// <summary>The column names that commands read or refuse.</summary>
internal static class ColumnNames
{
    public const string KeyId = nameof(ApiKey.KeyId);
    public const string UserId = nameof(ApiKey.UserId);
    public const string OrgId = nameof(ApiKey.OrgId);
    public const string OrganizationId = "OrganizationId";
    public const string Email = "Email";
    public const string Alias = nameof(ApiKey.Alias);
    public const string IssuedBy = nameof(ApiKey.IssuedBy);
    public const string Endpoint = "Endpoint";
    public const string ApiVersion = "ApiVersion";
    public const string Key = nameof(ApiKey.Key);
    public const string Scope = "Scope";

    /// <summary>The columns that are parameters too.</summary>
    public static readonly string[] OfParameters = [KeyId, UserId, OrgId, Email, Alias, Key];

    /// <summary>The properties of a new key.</summary>
    public static readonly string[] Terms =
        [nameof(ApiKey.ExpiresInDays), nameof(ApiKey.ExpirationTime), Scope, nameof(ApiKey.Scopes), nameof(ApiKey.ResourceId)];

    /// <summary>The parameters that select keys of a list, none of which is read from a row.</summary>
    public static readonly string[] ListFilters =
        ["ExpiringWithinDays", "UnusedForDays", "IncludeRevoked", "Expired", "NeverExpires", "Orphaned"];

    /// <summary>Properties that only the service sets. A row with one of them is an export of a key.</summary>
    public static readonly string[] OfExports =
    [
        nameof(ApiKey.CreationTime), nameof(ApiKey.LastUsedTime), nameof(ApiKey.IdleDays), nameof(ApiKey.Expired),
        nameof(ApiKey.NeverExpires), nameof(ApiKey.Revoked), nameof(ApiKey.RevokedTime), nameof(ApiKey.ReplacedRevoked),
        nameof(ApiKey.OwnerStatus), nameof(ApiKey.OwnerEmail),
    ];

    /// <summary>Columns that look like filters of a list. A row with one of them is refused.</summary>
    public static readonly string[] RefusedInLists =
    [
        .. Terms, .. ListFilters, .. OfExports,
        nameof(ApiKey.Status), nameof(ApiKey.Key), nameof(ApiKey.RequestId), nameof(ApiKey.Replaces),
    ];

    /// <summary>Columns that identify a key, its owner and its service.</summary>
    private static readonly string[] Identity = [KeyId, UserId, OrgId, OrganizationId, Alias, IssuedBy, Endpoint, ApiVersion];

    /// <summary>The names that a command reads from a row. A variant of one of them is refused.</summary>
    public static string[] ReadBy(RecordUse use, bool namesKey) => use switch
    {
        RecordUse.OldKey => [.. Identity, .. Terms],
        RecordUse.NewKey => [.. Identity, .. Terms, Email],
        RecordUse.KeyOrOwner when !namesKey => [.. Identity, .. RefusedInLists, Email],
        RecordUse.KeyOrOwner => [.. Identity, Email],
        RecordUse.Secret => [IssuedBy, Endpoint, Key],
        _ => Identity,
    };

    /// <summary>The parameter of a column.</summary>
    public static string ParameterOf(string column) => column == OrganizationId ? OrgId : column;

    /// <summary>Returns the known name that a header misspells: the letters and digits match, and the rest differs.</summary>
    public static string? Meant(string header, string[] names)
    {
        if (names.Contains(header, StringComparer.OrdinalIgnoreCase))
            return null;
        string letters = string.Concat(header.Where(char.IsLetterOrDigit));
        return names.FirstOrDefault(name => string.Equals(name, letters, StringComparison.OrdinalIgnoreCase));
    }
}
