namespace WhylabsApiKey;

/// <summary>Times that stay within the calendar, whatever a clock says.</summary>
internal static class Calendar
{
    /// <summary>A time and a span; the first or last moment of the calendar where the sum is beyond it.</summary>
    public static DateTime Add(DateTime utc, TimeSpan span) =>
        span > DateTime.MaxValue - utc ? DateTime.SpecifyKind(DateTime.MaxValue, utc.Kind)
        : span < DateTime.MinValue - utc ? DateTime.SpecifyKind(DateTime.MinValue, utc.Kind)
        : utc + span;

    public static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;
}
