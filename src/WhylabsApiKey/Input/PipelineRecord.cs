using System.Management.Automation;

namespace WhylabsApiKey.Input;

/// <summary>
/// The key, owner and organization from a pipeline record and the arguments. All columns of the record count: the
/// engine ignores columns that bind to no parameter, and the rest may select more keys than the record means.
/// </summary>
internal sealed class PipelineRecord
{
    private static readonly string[] ScriptsOfTexts = [ColumnNames.UserId, ColumnNames.Email, ColumnNames.Key];

    private PipelineRecord(Arguments arguments, RecordUse use, Row? row, string? text)
    {
        (Arguments, Row, IsPiped) = (arguments, row, row is not null || text is not null);
        OrgIds = Merge(ColumnNames.OrgId, row?.Organization() is { } orgId ? [orgId] : []) ?? [];
        Users = Merge(ColumnNames.UserId, Cells(ColumnNames.UserId));
        if (use is RecordUse.KeyOrOwner or RecordUse.NewKey)
            Emails = Merge(ColumnNames.Email, Cells(ColumnNames.Email));
        if (use is not (RecordUse.NewKey or RecordUse.Secret))
            KeyIds = text is not null ? [text] : Merge(ColumnNames.KeyId, Cells(ColumnNames.KeyId)) ?? [];
        NamesKey = KeyIds.Count > 0 || arguments.Has(ColumnNames.KeyId) || (use != RecordUse.NewKey && row?.Has(ColumnNames.KeyId) == true);
        if (!NamesKey)
            RefuseTwoOwners();
        string[] names = ColumnNames.ReadBy(use, NamesKey);
        row?.RefuseVariants(names, arguments);
        if (use == RecordUse.NewKey)
        {
            (Owner, Email) = (One(Users), One(Emails));
            if (row is not null && !names.Any(row.Has) && !names.Any(arguments.IsScripted))
                throw InputErrors.Refused($"it says nothing about a new key; its columns are {row.Columns}");
        }
    }

    public Arguments Arguments { get; }

    /// <summary>Null where there is no object with columns.</summary>
    public Row? Row { get; }

    /// <summary>Whether a key or a row came from the pipeline.</summary>
    public bool IsPiped { get; }

    /// <summary>Whether the record or the arguments have a key id, even an empty one.</summary>
    public bool NamesKey { get; }

    /// <summary>The key ids; <see cref="ToKey"/> returns the other properties.</summary>
    public IReadOnlyList<string> KeyIds { get; } = [];

    /// <summary>The organizations; several only if an argument has several.</summary>
    public IReadOnlyList<string> OrgIds { get; }

    /// <summary>The one organization; null where there is none.</summary>
    public string? OrgId => OrgIds.Count > 0 ? OrgIds[0] : null;

    /// <summary>The owners, which may be empty strings; null for none.</summary>
    public string[]? Users { get; }

    public string[]? Emails { get; }

    /// <summary>The owner of a new key; null where there is none.</summary>
    public string? Owner { get; }

    /// <summary>The email address of the owner of a new key; null where there is none.</summary>
    public string? Email { get; }

    /// <summary>The exact alias in the record.</summary>
    public string? Alias => Row?.TextOrNull(ColumnNames.Alias);

    /// <summary>Reads one record.</summary>
    /// <param name="record">Null where there is no pipeline input.</param>
    /// <exception cref="WhylabsApiException">InvalidInput or InvalidId.</exception>
    public static PipelineRecord Read(PSObject? record, Arguments arguments, RecordUse use)
    {
        if (record is null)
            return new PipelineRecord(arguments, use, row: null, text: null);

        // If a script block computes the parameter, any object is accepted. For a new key, a script block for the owner also accepts
        // text, which is not a key id there.
        bool isRead = arguments.IsScripted(ColumnNames.KeyId)
            || (use == RecordUse.NewKey && (arguments.IsScripted(ColumnNames.UserId) || arguments.IsScripted(ColumnNames.Email)));
        if (record.BaseObject is not string text)
            return new PipelineRecord(arguments, use, RecordType.Require(record, isRead), text: null);
        if (isRead || ScriptsOfTexts.Any(name => arguments.IsScripted(name) && arguments.Texts(name) is [var value] && value == text))
            return new PipelineRecord(arguments, use, row: null, text: null);
        if (Identifier.TokenIdIn(text) is not null)
            Identifier.Check("The text", text);
        if (use == RecordUse.Secret)
            throw new WhylabsApiException(WhylabsErrorId.InvalidInput, SecretAttribute.Advice);
        if (use == RecordUse.NewKey)
            throw InputErrors.Refused("a text is a key id. Pipe in objects, or pass the value as an argument");
        return arguments.Has(ColumnNames.KeyId)
            ? throw InputErrors.Refused("a text is a key id, and -KeyId is given too")
            : new PipelineRecord(arguments, use, row: null, text);
    }

    /// <summary>Returns a key of the record. Refuses a key that contradicts another column or an argument.</summary>
    public KeyReference ToKey(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw InputErrors.KeyIdMissing(Row);
        var key = KeyReference.Of(text);
        Identifier.Check(ColumnNames.KeyId, key.KeyId);
        RequireSame(ColumnNames.OrgId, key.OrgId, [.. OrgIds]);
        if (key.OrgId is null && OrgIds.Count > 1)
        {
            throw new WhylabsApiException(
                WhylabsErrorId.IncompatibleFilters, "-OrgId names several organizations, and a key is looked up in one.");
        }

        string[] owners = [.. (Users ?? []).Where(user => !string.IsNullOrWhiteSpace(user))];
        RequireSame(ColumnNames.UserId, key.UserId, owners);
        bool isRecord = Row is not null && KeyIds.Count == 1 && !Arguments.IsScripted(ColumnNames.KeyId);
        return key with
        {
            OrgId = key.OrgId ?? OrgId,
            Owners = key.UserId is null ? owners : [key.UserId],
            Alias = key.Alias ?? (isRecord ? Alias : null),
            State = key.State ?? (isRecord ? Row!.LiveState : null),
        };

        void RequireSame(string name, string? ofKey, string[] given)
        {
            if (ofKey is not null && given.Length > 0 && !given.Contains(ofKey, StringComparer.Ordinal))
                throw InputErrors.Contradiction($"the {name} of API key {PlainText.Visible(key.KeyId)}", [ofKey], name, given);
        }
    }

    /// <summary>The alias for a new key. The alias of an exported key may differ from the argument.</summary>
    public string? NewAlias()
    {
        if (Arguments.Texts(ColumnNames.Alias) is not { } given)
            return Alias;
        return Alias is null || Row!.IsExport || Arguments.IsScripted(ColumnNames.Alias) || given.Contains(Alias, StringComparer.Ordinal)
            ? given.FirstOrDefault()
            : throw InputErrors.Contradiction("its column Alias", [Alias], ColumnNames.Alias, given);
    }

    // Only a request could compare a user id with an email address.
    private void RefuseTwoOwners()
    {
        if (IsArgument(ColumnNames.UserId) && IsArgument(ColumnNames.Email))
        {
            throw new WhylabsApiException(
                WhylabsErrorId.IncompatibleFilters, "-UserId and -Email both name an owner, and may name different ones.");
        }

        Refuse(ColumnNames.UserId, Users, ColumnNames.Email);
        Refuse(ColumnNames.Email, Emails, ColumnNames.UserId);

        void Refuse(string column, string[]? named, string other)
        {
            if (named is not null && !Arguments.Has(column) && IsArgument(other))
                throw InputErrors.Refused($"its column {column} names an owner, and -{other} is given too");
        }

        bool IsArgument(string name) => Arguments.Has(name) && !Arguments.IsScripted(name);
    }

    // Returns the values of a column and an argument of the same name; null if both are missing.
    private string[]? Merge(string name, string[] cells)
    {
        string[] named = Array.TrueForAll(cells, string.IsNullOrWhiteSpace) ? [] : cells;
        string[]? given = Arguments.Texts(name);
        foreach (string text in named.Concat(given ?? []))
        {
            // The service accepts any user id. The UserId of a key comes from the service, so it is not checked.
            bool isOwnerOfKey = name == ColumnNames.UserId && Row?.IsKey == true && named.Contains(text, StringComparer.Ordinal);
            if ((name is ColumnNames.OrgId or ColumnNames.UserId && !isOwnerOfKey) || Identifier.TokenIdIn(text) is not null)
                Identifier.Check(name, text);
        }

        if (given is null)
            return named.Length > 0 ? named : null;
        if (Arguments.IsScripted(name))
        {
            return Array.TrueForAll(given, string.IsNullOrWhiteSpace)
                ? throw InputErrors.Refused($"the script block of -{name} gave nothing")
                : given;
        }

        return named.Length == 0 || new HashSet<string>(named, StringComparer.Ordinal).SetEquals(given)
            ? given
            : throw InputErrors.Contradiction($"its column {name}", named, name, given);
    }

    private static string? One(string[]? texts) => texts switch
    {
        null => null,
        { Length: > 1 } => throw InputErrors.Refused("it names several owners of one key"),
        _ => texts.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)),
    };

    private string[] Cells(string column) => Row?.Texts(column) ?? [];
}
