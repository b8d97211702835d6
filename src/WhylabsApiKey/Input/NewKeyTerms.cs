using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;

namespace WhylabsApiKey.Input;

/// <summary>The scopes, expiry and resource of a new key, from arguments or a row. Each is null if neither has it.</summary>
internal sealed record NewKeyTerms(string[]? Scopes, DateTimeOffset? ExpirationTime, double? ExpiresInDays, string? ResourceId)
{
    public const double ShortestDays = 0.0014;
    public const double LongestDays = 36_500;

    private static readonly TimeSpan MaximumClockDifference = TimeSpan.FromDays(1);

    private const string Days = nameof(ExpiresInDays);
    private const string Time = nameof(ExpirationTime);
    private const string Resource = nameof(ResourceId);
    private const string Scope = ColumnNames.Scope;
    private static readonly char[] Separators = [' ', '\t', '\r', '\n', ',', ';'];

    // In other orders, day and month could be confused.
    private static readonly Lazy<Regex> YearFirst = new(() => new Regex(@"^\s*\d{4}-\d{2}-\d{2}", RegexOptions.CultureInvariant));

    public bool HasExpiry => ExpirationTime is not null || ExpiresInDays is not null;

    public static NewKeyTerms Of(Arguments arguments) => new(
        arguments.Texts(Scope),
        arguments.Value(Time) is DateTimeOffset time ? time : null,
        arguments.Value(Days) is double days ? days : null,
        arguments.Texts(Resource)?.FirstOrDefault());

    /// <summary>
    /// The terms for a new key. If the record is a key or names one, its terms are those of that key, and the arguments must give
    /// the terms of the new key.
    /// </summary>
    public NewKeyTerms For(PipelineRecord record)
    {
        if (record.Row is not { } row)
            return this;
        if (!row.IsExport && !row.HasText(ColumnNames.KeyId))
            return With(row, record.Arguments);
        string missing = Scopes is null ? "-Scope" : !HasExpiry ? "-ExpiresInDays or -ExpirationTime"
            : row.HasText(Resource) && ResourceId is null ? "-ResourceId" : "";
        return missing.Length == 0
            ? this
            : throw InputErrors.Refused($"it describes another key, whose terms the new one does not get. Pass {missing} too");
    }

    /// <summary>The terms for the successor of a key. If the record is a key, its terms are the old ones and do not count.</summary>
    public NewKeyTerms ForSuccessor(PipelineRecord record) =>
        record.Row is { IsExport: false } row ? With(row, record.Arguments) : this;

    /// <summary>The scopes in a text.</summary>
    internal static IEnumerable<string> Split(string text) => text.Split(Separators, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Refuses a resource in a version without resources. An argument ends the command, and a row does not.</summary>
    public void RequireSupported(ServiceVersion version, Arguments arguments)
    {
        if (ResourceId is null || version.AcceptsResource)
            return;
        throw arguments.Has(Resource)
            ? new WhylabsApiException(
                WhylabsErrorId.UnsupportedInVersion, $"{version.Name} cannot limit a key to a resource: omit -ResourceId.")
            : InputErrors.Refused($"its column {Resource} limits the key to a resource, which {version.Name} cannot do");
    }

    /// <summary>The expiry of the new key; null for never.</summary>
    /// <param name="service">The service's clock, from which days count; null before the first response.</param>
    public DateTimeOffset? Expires(ServiceTime? service)
    {
        DateTimeOffset now = service is null ? DateTimeOffset.UtcNow : new DateTimeOffset(service.Utc);
        if (ExpirationTime is { } time && (time <= now || time - now > TimeSpan.FromDays(LongestDays)))
        {
            throw new WhylabsApiException(
                WhylabsErrorId.InvalidRequest,
                $"The expiration time {time.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)} "
                + (time <= now ? "lies in the past."
                    : "is more than a hundred years away. A key without an expiration time never expires."));
        }

        if (ExpiresInDays is not null && service?.Difference.Duration() > MaximumClockDifference)
        {
            throw new WhylabsApiException(
                WhylabsErrorId.InvalidRequest,
                FormattableString.Invariant(
                    $"The clocks of this machine and of the service differ by {service!.Difference.Duration().TotalDays:0.#} days, ")
                + "so the number of days does not say when the key expires: pass -ExpirationTime instead.");
        }

        return ExpirationTime ?? (ExpiresInDays is { } days ? now.AddDays(days) : null);
    }

    private NewKeyTerms With(Row row, Arguments arguments)
    {
        if (row.HasText(Days) && row.HasText(Time))
            throw InputErrors.Refused($"its columns {Days} and {Time} both say when the key expires");
        if (row.HasText(Scope) && row.HasText(nameof(Scopes)))
            throw InputErrors.Refused($"its columns {Scope} and {nameof(Scopes)} both say what the key may do");
        var ofRow = new NewKeyTerms(ScopesIn(row), TimeIn(row), DaysIn(row), row.TextOrNull(Resource));
        if (arguments.FirstOf([Days, Time]) is { } expiry && (ofRow.ExpiresInDays ?? ExpiresInDays, ofRow.ExpirationTime ?? ExpirationTime)
            != (ExpiresInDays, ExpirationTime))
        {
            throw InputErrors.Refused($"its column {(ofRow.ExpiresInDays is null ? Time : Days)} contradicts -{expiry}");
        }

        if (Scopes is not null && ofRow.Scopes is not null && !new HashSet<string>(Scopes, StringComparer.Ordinal).SetEquals(ofRow.Scopes))
            throw InputErrors.Refused($"its column {(row.HasText(Scope) ? Scope : nameof(Scopes))} contradicts -Scope");
        if ((ofRow.ResourceId ?? ResourceId) != (ResourceId ?? ofRow.ResourceId))
            throw InputErrors.Refused($"its column {Resource} contradicts -ResourceId");
        return new NewKeyTerms(
            Scopes ?? ofRow.Scopes,
            ExpirationTime ?? ofRow.ExpirationTime,
            ExpiresInDays ?? ofRow.ExpiresInDays,
            ResourceId ?? ofRow.ResourceId);
    }

    private static string[]? ScopesIn(Row row)
    {
        foreach (string list in new[] { Scope, nameof(Scopes) })
        {
            if (row.Value(list) is ICollection && !row.HasText(list))
                throw InputErrors.Refused($"its column {list} is an empty list, and a key without scopes can do nothing");
        }

        string column = row.HasText(Scope) ? Scope : nameof(Scopes);
        if (!row.HasText(column))
            return null;
        string[] scopes =
        [
            .. row.Texts(column).SelectMany(Split).Select(scope => ScopeAttribute.Spell(scope) ?? ""),
        ];
        return scopes.Length > 0 && !Array.Exists(scopes, scope => scope.Length == 0 || scope.EndsWith("[]", StringComparison.Ordinal))
            ? scopes
            : throw InputErrors.Refused($"its column {column} holds no scopes: {PlainText.Visible(row.Texts(column)[0])}");
    }

    private static double? DaysIn(Row row)
    {
        if (!row.HasText(Days))
            return null;
        return InvariantNumberAttribute.Parse(row.Text(Days)) is { } days and >= ShortestDays and <= LongestDays
            ? days
            : throw InputErrors.Refused(
                $"its column {Days} holds {PlainText.Visible(row.Text(Days))}, which is no number of days. Write it as in 1.5");
    }

    internal static DateTimeOffset? TimeIn(Row row) => row.Value(Time) switch
    {
        null => null,
        DateTime time when time.Year is > 1 and < 9999 => time,
        DateTimeOffset time => time,
        string text when string.IsNullOrWhiteSpace(text) => null,
        string text when YearFirst.Value.IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset time) => time,
        var other => throw InputErrors.Refused(
            $"its column {Time} holds {PlainText.Visible($"{other}")}, which is no time. Write it as in 2027-01-31T12:00Z"),
    };
}
