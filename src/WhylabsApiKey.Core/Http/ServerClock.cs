namespace WhylabsApiKey.Core.Http;

/// <summary>Reads the service's clock from its responses, and warns once when the local clock differs much from it.</summary>
internal sealed class ServerClock(IMessageSink messages, Clock clock)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);
    private int _warned;

    public DateTime Read(HttpResponseMessage response)
    {
        DateTime local = clock.UtcNow;
        if (response.Headers.Date is not { } date)
            return local;

        TimeSpan skew = local - date.UtcDateTime;
        if (skew.Duration() > Tolerance && Interlocked.Exchange(ref _warned, 1) == 0)
        {
            messages.Write(
                MessageKind.Warning,
                $"The clock of this machine is {skew.Duration().TotalMinutes:0} minutes {(skew > TimeSpan.Zero ? "ahead of" : "behind")} "
                + "the service's. Expiry is judged by the service's clock.");
        }

        return date.UtcDateTime;
    }
}
