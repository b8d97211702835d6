namespace WhylabsApiKey.Core.Http;

/// <summary>Decides whether a failed attempt is retried, and after which delay.</summary>
internal sealed class RetryPolicy(ClientOptions options)
{
    /// <summary>The longest <c>Retry-After</c> that a retry waits for.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(60);

    /// <summary>The latest start of a retry, counted from the first attempt.</summary>
    private static readonly TimeSpan WholeOperation = TimeSpan.FromMinutes(5);

    private const int MostAttemptsForFreshKey = 6;
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(20);
    private static readonly Random Random = new();

    /// <summary>
    /// Returns the delay before the retry. It is null for no retry: the failure is permanent, the retries or the time are used up,
    /// <c>Retry-After</c> is too long, or the service may have processed a create.
    /// </summary>
    public TimeSpan? DelayAfter<T>(ApiOperation<T> operation, Failure failure, int attempt, TimeSpan elapsed)
        where T : class
    {
        TimeSpan? delay = failure.ErrorId == operation.RetryOnMiss && options.MaximumRetryCount > 0
            ? FreshKeyDelay(attempt)
            : TransientDelay(operation, failure, attempt);
        return delay + elapsed < WholeOperation ? delay : null;
    }

    private TimeSpan? TransientDelay<T>(ApiOperation<T> operation, Failure failure, int attempt)
        where T : class
    {
        if (!operation.IsRetried || attempt > options.MaximumRetryCount || !failure.IsTransient)
            return null;
        if (operation.Creates && !failure.NotProcessed)
            return null;
        if (failure.RetryAfter is { } asked)
            return asked <= LongestDelay ? asked : null;

        // Exponential backoff from half a second. Jitter shortens it by up to half.
        double ceiling = Math.Min(LongestBackoff.TotalSeconds, 0.5 * Math.Pow(2, attempt - 1));
        lock (Random)
            return TimeSpan.FromSeconds(ceiling * (0.5 + (Random.NextDouble() / 2)));
    }

    // A quarter of a second, doubled each time: about eight seconds in total.
    private static TimeSpan? FreshKeyDelay(int attempt) =>
        attempt < MostAttemptsForFreshKey ? TimeSpan.FromSeconds(0.25 * Math.Pow(2, attempt - 1)) : null;
}
