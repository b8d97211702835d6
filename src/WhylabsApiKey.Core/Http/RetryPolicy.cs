namespace WhylabsApiKey.Core.Http;

/// <summary>Whether, and after what wait, a failed attempt is made again.</summary>
internal sealed class RetryPolicy(ClientOptions options)
{
    /// <summary>The longest wait that is made because the service asks for it.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <summary>No attempt is begun later than this after the first.</summary>
    private static readonly TimeSpan WholeOperation = TimeSpan.FromMinutes(5);

    private const int MostLooksForFreshKey = 6;
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(20);
    private static readonly Random Random = new();

    /// <summary>
    /// The wait before the next attempt, or null when there is to be none: the failure is final, the retries or the time
    /// are used up, the service asks for a longer wait than a person would want, or a create may already have been acted on.
    /// </summary>
    public TimeSpan? WaitAfter<T>(ApiOperation<T> operation, Failure failure, int attempt, TimeSpan elapsed)
        where T : class
    {
        TimeSpan? wait = failure.ErrorId == operation.Doubted && options.MaximumRetryCount > 0
            ? Settling(attempt)
            : Ordinary(operation, failure, attempt);
        return wait + elapsed < WholeOperation ? wait : null;
    }

    private TimeSpan? Ordinary<T>(ApiOperation<T> operation, Failure failure, int attempt)
        where T : class
    {
        if (attempt > options.MaximumRetryCount || !failure.IsTransient || (operation.Creates && !failure.NotProcessed))
            return null;
        if (failure.RetryAfter is { } asked)
            return asked <= LongestWait ? asked : null;

        // Half a second, doubled each time, with a random half taken off so that many callers do not return together.
        double ceiling = Math.Min(LongestBackoff.TotalSeconds, 0.5 * Math.Pow(2, attempt - 1));
        lock (Random)
            return TimeSpan.FromSeconds(ceiling * (0.5 + (Random.NextDouble() / 2)));
    }

    // A quarter of a second, doubled each time: about eight seconds in all.
    private static TimeSpan? Settling(int attempt) =>
        attempt < MostLooksForFreshKey ? TimeSpan.FromSeconds(0.25 * Math.Pow(2, attempt - 1)) : null;
}
