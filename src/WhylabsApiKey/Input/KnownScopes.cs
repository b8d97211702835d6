namespace WhylabsApiKey.Input;

/// <summary>The scopes that the service knows, and their purpose.</summary>
internal static class KnownScopes
{
    public static readonly IReadOnlyList<(string Name, string Description)> All =
    [
        (":user", "the ordinary access of a user to the organization's data"),
        (":administrator", "administration of the organization"),
        (":account_administrator", "administration of the organization and those it manages"),
        (":authenticated", "only what every accepted key may do"),
        (":secure_container", "a container that sends profiles without raw data"),
        (":write_data", "sending profiles and data"),
        (":read_notification", "reading notification settings"),
        (":write_notification", "changing notification settings"),
        (":read_resource", "reading resources such as models and datasets"),
        (":write_resource", "making and changing resources such as models and datasets"),
        (":whylabs_administrator", "administration of the platform; only in organization 0"),
        (":whylabs_system", "the platform operator's; only in organization 0"),
    ];

    /// <summary>A known scope as the service spells it, by its name in any case and without the colon; null for any other.</summary>
    public static string? Find(string name) =>
        All.FirstOrDefault(scope => string.Equals(scope.Name.Substring(1), name, StringComparison.OrdinalIgnoreCase)).Name;
}
