using System.Collections;
using System.Globalization;

namespace WhylabsApiKey.Input;

/// <summary>
/// The terms in an export of a key. They describe that key. If they do not, they may have been changed to ask for other terms. A value
/// in another form, such as a text of a culture, is not compared.
/// </summary>
internal sealed class ExportedTerms(Row row)
{
    private const string Days = nameof(ApiKey.ExpiresInDays);
    private const string Time = nameof(ApiKey.ExpirationTime);
    private const string OtherExpiry = "For another expiry of the new key, pass -ExpiresInDays or -ExpirationTime";

    private static readonly TimeSpan Rounding = TimeSpan.FromDays(1);

    // A date without a time may be of another time zone too.
    private static readonly TimeSpan RoundingOfDates = TimeSpan.FromDays(2);

    private double? DaysLeft => row.Value(Days) switch
    {
        string text => InvariantNumberAttribute.Parse(text),
        double or int or long or decimal => Convert.ToDouble(row.Value(Days), CultureInfo.InvariantCulture),
        _ => null,
    };

    private DateTimeOffset? Expiry
    {
        get
        {
            try
            {
                return NewKeyTerms.TimeIn(row);
            }
            catch (WhylabsApiException)
            {
                return null;
            }
        }
    }

    private string[] Scopes
    {
        get
        {
            object? value = row.Value(nameof(ApiKey.Scopes));
            IEnumerable scopes = value is string text ? NewKeyTerms.Split(text) : value as IEnumerable ?? Array.Empty<string>();
            return [.. scopes.Cast<object?>().Select(scope => ScopeAttribute.Spell($"{scope}") ?? "")];
        }
    }

    /// <summary>Refuses terms that are not those of the key.</summary>
    /// <param name="isExpiryGiven">Whether an argument takes the place of the expiry.</param>
    /// <exception cref="WhylabsApiException">InvalidInput.</exception>
    public void RequireThoseOf(ApiKey key, bool isExpiryGiven)
    {
        if (!isExpiryGiven && DaysLeft is { } days && !MayRemain(key, days))
            throw Other(Days, OtherExpiry);
        if (!isExpiryGiven && Expiry is { } time && !((key.ExpiresUtc - time.UtcDateTime)?.Duration() <= RoundingOfDates))
            throw Other(Time, OtherExpiry);
        if (Scopes is { Length: > 0 } scopes && scopes.All(IsScope) && !key.HasScopes(scopes))
            throw Other(nameof(ApiKey.Scopes), "For other scopes of the new key, name the column Scope");

        WhylabsApiException Other(string column, string advice) =>
            InputErrors.Refused($"its column {column} is not that of API key {PlainText.Visible(key.KeyId)}. {advice}");
    }

    // An export is older than the key as it was looked up, so it has more days left, which may be rounded. Without an expiry, some
    // systems write 0 or -1.
    private static bool MayRemain(ApiKey key, double days) => double.IsInfinity(days) || (days <= 0 && key.NeverExpires)
        ? key.NeverExpires
        : days >= key.ExpiresInDays - Rounding.TotalDays && !(days > key.Lifetime?.TotalDays + Rounding.TotalDays);

    private static bool IsScope(string text) => text.Length > 1 && text[0] == ':' && text.Skip(1).All(c => char.IsLetter(c) || c == '_');
}
