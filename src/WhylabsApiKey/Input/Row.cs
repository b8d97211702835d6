using System.Collections;
using System.Globalization;
using System.Management.Automation;
using WhylabsApiKey.Connection;
using WhylabsApiKey.Views;

namespace WhylabsApiKey.Input;

/// <summary>The columns of a pipeline object: all its properties, whether or not they bind to a parameter.</summary>
internal sealed class Row(PSObject record)
{
    private const int MostNamed = 20;
    private const string KeyType = "WhylabsApiKey.ApiKey";
    private const string OrganizationType = "WhylabsApiKey.Organization";

    public IReadOnlyList<string> Names { get; } = [.. record.Properties.Select(property => property.Name)];

    /// <summary>The names of the columns, for a message.</summary>
    public string Columns => string.Join(", ", Names.Take(MostNamed).Select(PlainText.Visible));

    /// <summary>Whether the record is a key of the service: live, deserialized or selected.</summary>
    public bool IsKey { get; } = IsApiKey(record);

    /// <summary>
    /// Whether the record is a key or an export of one, so that its terms are those of that key. A key has no property Scope. If a row
    /// has this column, the user added the column, and all terms of the row are those of a new key.
    /// </summary>
    public bool IsExport => !HasText(ColumnNames.Scope)
        && (IsKey || ColumnNames.OfExports.Any(Has) || (HasText(ColumnNames.KeyId) && HasStatus));

    // Other systems may have a column of this name too.
    private bool HasStatus =>
        Enum.GetNames(typeof(ApiKeyStatus)).Contains($"{Value(nameof(ApiKey.Status))}".Trim(), StringComparer.OrdinalIgnoreCase);

    public bool IsOrganization { get; } = record.BaseObject is Organization || Is(record, OrganizationType);

    /// <summary>Whether the record selects a whole organization: by its type, or because its only column is the id.</summary>
    public bool IsOnlyOrganization => Organization() is not null && (IsOrganization || Names.Count == 1);

    /// <summary>The state of a key of this session; a deserialized one may have been changed.</summary>
    public KeyState? LiveState => record.BaseObject is ApiKey key ? KeyState.Of(key) : null;

    public static bool IsApiKey(PSObject record) => record.BaseObject is ApiKey || Is(record, KeyType);

    public bool Has(string column) => Names.Contains(column, StringComparer.OrdinalIgnoreCase);

    /// <summary>The texts in a column: one, or those of an array. Empty if there is no such column.</summary>
    public string[] Texts(string column) => Value(column) switch
    {
        null => [],
        string text => [text],
        IEnumerable list and not IDictionary => [.. list.Cast<object?>().Select(item => ToText(Base(item), column))],
        var value => [ToText(value, column)],
    };

    /// <summary>The text in a column; empty if there is none.</summary>
    public string Text(string column) => Texts(column) switch
    {
        [] => "",
        [var text] => text,
        _ => throw InputErrors.Refused($"its column {column} holds several values"),
    };

    /// <summary>The value in a column; null if there is no such column.</summary>
    public object? Value(string column)
    {
        try
        {
            return record.BaseObject switch
            {
                ApiKey key when EmittedKey.Texts.Hides(column) => EmittedKey.Texts.Hidden(key, column),
                WhylabsApiKey.Organization one when EmittedOrganization.Texts.Hides(column) =>
                    EmittedOrganization.Texts.Hidden(one, column),
                _ => Base(record.Properties[column]?.Value),
            };
        }
        catch (GetValueException e)
        {
            throw InputErrors.Refused($"its property {column} cannot be read: {e.Message}");
        }
    }

    /// <summary>The services in the record.</summary>
    public Uri[] Services() => [.. new[] { ColumnNames.IssuedBy, ColumnNames.Endpoint }.Where(HasText).Select(ToService)];

    public bool HasText(string column) => !Array.TrueForAll(Texts(column), string.IsNullOrWhiteSpace);

    /// <summary>The organization in either column; null for none.</summary>
    public string? Organization()
    {
        string[] named = [.. new[] { ColumnNames.OrgId, ColumnNames.OrganizationId }.Where(HasText).Select(Text).Distinct()];
        return named.Length < 2
            ? named.FirstOrDefault()
            : throw InputErrors.Refused(
                $"its columns OrgId and OrganizationId differ: {PlainText.Visible(named[0])} and {PlainText.Visible(named[1])}");
    }

    /// <summary>Returns the key of the record with one of its ids.</summary>
    public KeyReference ToKey(string id) => new(id, Organization(), TextOrNull(ColumnNames.UserId), TextOrNull(ColumnNames.Alias))
    {
        Services = Services(),
        State = LiveState,
    };

    public string? TextOrNull(string column) => HasText(column) ? Text(column) : null;

    /// <summary>Refuses a record of another service or another version.</summary>
    public void RequireService(ServiceAddress address, string? reason = null)
    {
        foreach (Uri service in Services())
            address.RefuseOtherService(service, reason);
        string? version = TextOrNull(ColumnNames.ApiVersion);
        if (version is not null && !(Enum.TryParse(version.Trim(), ignoreCase: true, out ApiVersion named) && named == address.ApiVersion))
            throw InputErrors.Refused($"its column ApiVersion is {PlainText.Visible(version)}, and this is {address.Version.Name}");
    }

    /// <summary>Refuses a column whose name is a variant of one that the command reads, unless a script block reads that value.</summary>
    public void RefuseVariants(string[] names, Arguments arguments)
    {
        foreach (string header in record.BaseObject is ApiKey ? [] : Names)
        {
            if (ColumnNames.Meant(header, names) is { } name && !arguments.IsScripted(ColumnNames.ParameterOf(name)))
                throw InputErrors.Refused($"its column {PlainText.Visible(header)} is not {name}, and would be ignored");
        }
    }

    /// <summary>The name of a record in an error before the record is read; null if there is none that can be shown.</summary>
    public static string? NameOf(PSObject record)
    {
        object?[] names = record.BaseObject is string text
            ? [text]
            : [.. new[] { ColumnNames.KeyId, ColumnNames.UserId, ColumnNames.Email }.Select(column => TextIn(record, column))];
        return names.OfType<string>().FirstOrDefault(name => name.Length > 0 && Identifier.IsSound(name));
    }

    /// <summary>The organization of a record before the record is read; null if it has none.</summary>
    public static string? OrganizationOf(object? item) =>
        item is null ? null
        : new[] { ColumnNames.OrgId, ColumnNames.OrganizationId }
            .Select(column => TextIn(PSObject.AsPSObject(item), column))
            .FirstOrDefault(orgId => !string.IsNullOrWhiteSpace(orgId));

    // A property of another kind may run a script.
    private static string? TextIn(PSObject record, string column)
    {
        try
        {
            return record.Properties[column] is (PSNoteProperty or PSProperty) and var property ? property.Value as string : null;
        }
        catch (GetValueException)
        {
            return null;
        }
    }

    private static object? Base(object? value) => value.Unwrap() is { } plain and not DBNull ? plain : null;

    private static bool Is(PSObject record, string type) => record.TypeNames.Any(name =>
        name == type || (name.EndsWith("." + type, StringComparison.Ordinal)
            && name.Substring(0, name.Length - type.Length - 1).Split('.').All(part => part is "Deserialized" or "Selected")));

    private static string ToText(object? value, string column) => value switch
    {
        null => "",
        string text => text,
        DateTime time => time.ToString("o", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("o", CultureInfo.InvariantCulture),
        ApiKey key when column == ColumnNames.KeyId => KeyReference.ToText(PSObject.AsPSObject(key)),
        Uri address => address.OriginalString,
        Guid or Enum or char => value.ToString()!,
        IConvertible number and not (bool) => number.ToString(CultureInfo.InvariantCulture),
        _ => throw InputErrors.Refused($"its column {column} holds an object of type {value.GetType().Name}, not a text"),
    };

    private Uri ToService(string column) => Uri.TryCreate(Text(column), UriKind.Absolute, out Uri? address)
        ? address
        : throw InputErrors.Refused($"its column {column} is not an absolute address, and cannot be compared");
}
