using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;

namespace WhylabsApiKey.Input;

/// <summary>The scopes, expiry and resource of a new key, from arguments or a row. Each is null if neither has it.</summary>
internal sealed record NewKeyTerms(string[]? Scopes, DateTimeOffset? ExpirationTime, double? ExpiresInDays, string? ResourceId)
{
    public const double ShortestDays = 0.0014;
    public const double LongestDays = 36_500;

    private static readonly TimeSpan Rounding = TimeSpan.FromDays(1);

    // A date without a time may be of another time zone too.
    private static readonly TimeSpan RoundingOfDates = TimeSpan.FromDays(2);
    private static readonly TimeSpan MaximumClockDifference = TimeSpan.FromDays(1);

    private const string OtherExpiry = "For another expiry of the new key, pass -ExpiresInDays or -ExpirationTime";
    private const string Days = nameof(ExpiresInDays);
    private const string Time = nameof(ExpirationTime);
    private const string Resource = nameof(ResourceId);
    private const string Scope = ColumnNames.Scope;
    private static readonly char[] Separators = [' ', '\t', '\r', '\n', ',', ';'];

    // In other orders, day and month could be confused.
    private static readonly Lazy<Regex> YearFirst = new(() => new Regex(@"^\s*\d{4}-\d{2}-\d{2}", RegexOptions.CultureInvariant));

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
        string missing = Scopes is null ? "-Scope" : ExpirationTime is null && ExpiresInDays is null ? "-ExpiresInDays or -ExpirationTime"
            : row.HasText(Resource) && ResourceId is null ? "-ResourceId" : "";
        return missing.Length == 0
            ? this
            : throw InputErrors.Refused($"it describes another key, whose terms the new one does not get. Pass {missing} too");
    }

    /// <summary>The terms for the successor of a key. If the record is a key, its terms are the old ones and do not count.</summary>
    public NewKeyTerms ForSuccessor(PipelineRecord record) =>
        record.Row is { IsExport: false } row ? With(row, record.Arguments) : this;

    /// <summary>
    /// Refuses an export whose terms are not those of the key: they may have been changed to ask for other terms. An argument takes the
    /// place of the column. A value in another form, such as a text of a culture, is not compared.
    /// </summary>
    public void RequireTermsOf(ApiKey key, PipelineRecord record)
    {
        if (record.Row is not { IsExport: true, LiveState: null } row)
            return;
        bool isExpiryGiven = ExpirationTime is not null || ExpiresInDays is not null;
        if (!isExpiryGiven && ReadDays(row) is { } days && !MayRemain(key, days))
            throw Other(Days, OtherExpiry);
        if (!isExpiryGiven && ReadTime(row) is { } time && !((key.ExpiresUtc - time.UtcDateTime)?.Duration() <= RoundingOfDates))
            throw Other(Time, OtherExpiry);
        if (ReadScopes(row) is { Length: > 0 } scopes && scopes.All(IsScope) && !key.HasScopes(scopes))
            throw Other(nameof(Scopes), "For other scopes of the new key, name the column Scope");

        WhylabsApiException Other(string column, string advice) =>
            InputErrors.Refused($"its column {column} is not that of API key {PlainText.Visible(key.KeyId)}. {advice}");
    }

    // An export is older than the key as it was looked up, so it has more days left, which may be rounded. Without an expiry, some
    // systems write 0 or -1.
    private static bool MayRemain(ApiKey key, double days) => double.IsInfinity(days) || (days <= 0 && key.NeverExpires)
        ? key.NeverExpires
        : days >= key.ExpiresInDays - Rounding.TotalDays && !(days > key.Lifetime?.TotalDays + Rounding.TotalDays);

    private static double? ReadDays(Row row) => row.Value(Days) switch
    {
        string text => InvariantNumberAttribute.Parse(text),
        double or int or long or decimal => Convert.ToDouble(row.Value(Days), CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string[] ReadScopes(Row row) => row.Value(nameof(Scopes)) switch
    {
        string text => [.. Split(text).Select(scope => ScopeAttribute.Spell(scope) ?? "")],
        IEnumerable<string> list => [.. list],
        object[] list => [.. list.Select(scope => ScopeAttribute.Spell($"{scope}") ?? "")],
        _ => [],
    };

    private static bool IsScope(string text) => text.Length > 1 && text[0] == ':' && text.Skip(1).All(c => char.IsLetter(c) || c == '_');

    private static DateTimeOffset? ReadTime(Row row)
    {
        try
        {
            return TimeIn(row);
        }
        catch (WhylabsApiException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Split(string text) => text.Split(Separators, StringSplitOptions.RemoveEmptyEntries);

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

    private static DateTimeOffset? TimeIn(Row row) => row.Value(Time) switch
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
