namespace WhylabsApiKey.Core.Http;

/// <summary>Whether, and after what wait, a failed attempt is made again.</summary>
internal sealed class RetryPolicy(int maximumRetryCount)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(20);
    private readonly Random _random = new();

    /// <summary>
    /// The wait before the next attempt, or null when there is to be none: the failure is final, the retries are used up,
    /// the service asks for a longer wait than a person would want, or a create may already have been acted on.
    /// </summary>
    public TimeSpan? WaitAfter(int attempt, bool creates, Failure failure)
    {
        if (attempt > maximumRetryCount || !failure.IsTransient || (creates && !failure.NotProcessed))
            return null;
        if (failure.RetryAfter is { } asked)
            return asked <= LongestWait ? asked : null;

        // Half a second, doubled each time, with a random half taken off so that many callers do not return together.
        double ceiling = Math.Min(LongestBackoff.TotalSeconds, 0.5 * Math.Pow(2, attempt - 1));
        return TimeSpan.FromSeconds(ceiling * (0.5 + (_random.NextDouble() / 2)));
    }
}
