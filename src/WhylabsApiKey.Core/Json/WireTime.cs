using System.Text;
using System.Text.Json;

namespace WhylabsApiKey.Core.Json;

/// <summary>Reads the timestamps of the service. A timestamp without a time zone is UTC.</summary>
internal static class WireTime
{
    private const int MostYearDigits = 9;
    private static readonly DateTime LastMoment = DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);

    /// <summary>
    /// Reads a timestamp. A year beyond 9999, which Java writes with a plus sign, becomes the end of the year 9999. So does an unreadable
    /// timestamp, so that one such key does not make the whole list fail.
    /// </summary>
    /// <exception cref="JsonException">The timestamp is not a string.</exception>
    public static DateTime? Read(ref Utf8JsonReader reader, UnreadableTimes which, ref UnreadableTimes unreadable)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException("A timestamp of a key is not a string.");
        if (reader.TryGetDateTime(out DateTime time))
            return time.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : time.ToUniversalTime();
        if (!IsBeyondCalendar(reader.GetString()!))
            unreadable |= which;
        return LastMoment;
    }

    // Checks the rest of the timestamp with the year 2000, which is a leap year.
    private static bool IsBeyondCalendar(string text)
    {
        int dash = text.IndexOf('-');
        if (text.Length == 0 || text[0] != '+' || dash is < 6 or > MostYearDigits + 1 || text[1] == '0')
            return false;
        for (int i = 1; i < dash; i++)
        {
            if (text[i] is < '0' or > '9')
                return false;
        }

        string rest = text.Substring(dash);
        if (rest.Any(c => c is '"' or '\\' or < ' '))
            return false;
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes($"\"2000{rest}\""));
        return reader.Read() && reader.TryGetDateTime(out _);
    }
}
