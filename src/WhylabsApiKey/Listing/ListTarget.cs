using WhylabsApiKey.Input;

namespace WhylabsApiKey.Listing;

/// <summary>The owners whose keys are listed, or the whole organization if both are null.</summary>
internal sealed record ListTarget(string[]? Users, string[]? Emails)
{
    private static readonly string[] Filters = [ColumnNames.Alias, ColumnNames.Email, .. ColumnNames.ListFilters];

    /// <summary>Whether a row names the owners, and not an argument.</summary>
    public bool IsOfRow { get; init; }

    public bool HasOwners => Users is not null || Emails is not null;

    /// <exception cref="WhylabsApiException">InvalidInput or UserIdMissing: the record would select more keys than it means.</exception>
    public static ListTarget Of(PipelineRecord record)
    {
        if (record.Row is { } row)
            RequireNamed(record, row);
        bool hasUser = record.Users is not null
            && !(record.Emails is not null && Array.TrueForAll(record.Users, string.IsNullOrWhiteSpace));
        return new ListTarget(hasUser ? record.Users : null, record.Emails)
        {
            IsOfRow = record.Arguments.FirstOf([ColumnNames.UserId, ColumnNames.Email]) is null,
        };
    }

    /// <summary>Refuses a key if the arguments have a filter for lists.</summary>
    public static void RefuseFilters(PipelineRecord record)
    {
        if (record.IsPiped && record.Arguments.FirstOf(Filters) is { } filter)
            throw InputErrors.Refused($"it is a key, and -{filter} selects keys of a list");
    }

    private static void RequireNamed(PipelineRecord record, Row row)
    {
        if (record.Users is not null || record.Emails is not null)
        {
            if (ColumnNames.RefusedInLists.FirstOrDefault(row.Has) is { } column)
                throw InputErrors.Refused($"its column {column} is no filter, and all keys of its owner would be listed");
            if (record.Alias is { } alias && record.Arguments.Texts(ColumnNames.Alias) is { } pattern)
                throw InputErrors.Contradiction("its column Alias", [alias], ColumnNames.Alias, pattern);
        }
        else if (row.Has(ColumnNames.UserId) || row.Has(ColumnNames.Email))
        {
            throw InputErrors.OwnerMissing(row);
        }
        else if (!row.IsOnlyOrganization)
        {
            throw InputErrors.Refused($"it names neither a key nor an owner; its columns are {row.Columns}");
        }
    }
}
