namespace WhylabsApiKey;

/// <summary>Arithmetic with times that never overflows.</summary>
internal static class Calendar
{
    /// <summary>Returns the sum, or the minimum or maximum of <see cref="DateTime"/> where the sum would overflow.</summary>
    public static DateTime Add(DateTime utc, TimeSpan span) =>
        span > DateTime.MaxValue - utc ? DateTime.SpecifyKind(DateTime.MaxValue, utc.Kind)
        : span < DateTime.MinValue - utc ? DateTime.SpecifyKind(DateTime.MinValue, utc.Kind)
        : utc + span;

    public static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;
}
