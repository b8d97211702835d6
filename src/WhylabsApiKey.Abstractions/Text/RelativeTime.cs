using System.Globalization;

namespace WhylabsApiKey;

/// <summary>Formats a time span in words.</summary>
internal static class RelativeTime
{
    private const double Minute = Hour / 60;
    private const double Hour = 1 / 24.0;
    private const double Month = 30;
    private const double Year = 365;

    // A key created for 30 days has slightly less left when the response arrives.
    private const double AlmostWhole = 1.001;

    /// <summary>
    /// Returns a text such as <c>in 12 days</c> for the future, or <c>3 months ago</c> for the past (a negative number or zero).
    /// Numbers are rounded down. Days are used for less than two months, and months for less than two years.
    /// </summary>
    public static string Of(double days)
    {
        double span = Math.Abs(days) * AlmostWhole;
        if (span < Minute)
            return days > 0 ? "in a moment" : "just now";
        (double size, string name) = span switch
        {
            < Hour => (Minute, "minute"),
            < 1 => (Hour, "hour"),
            < 2 * Month => (1, "day"),
            < 2 * Year => (Month, "month"),
            _ => (Year, "year"),
        };
        double count = Math.Floor(span / size);
        string amount = string.Format(CultureInfo.InvariantCulture, count == 1 ? "{0} {1}" : "{0} {1}s", count, name);
        return days > 0 ? "in " + amount : amount + " ago";
    }
}
