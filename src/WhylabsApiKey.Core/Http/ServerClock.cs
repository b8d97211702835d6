using WhylabsApiKey.Core.Memory;

namespace WhylabsApiKey.Core.Http;

/// <summary>
/// Reads the time of a response. Where the local clock and the service's clock differ much, the earlier one counts, so that no working
/// key looks expired.
/// </summary>
internal sealed class ServerClock(IMessageSink messages, ServiceState state, Clock clock)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);
    private int _warned;

    public DateTime Read(HttpResponseMessage response)
    {
        DateTime local = clock.UtcNow;
        if (response.Headers.Date is not { UtcDateTime: var date })
            return local;

        // The Date header of a cached response is old although the clocks agree.
        if (response.Headers.Age is { } age)
        {
            DateTime now = Calendar.Add(date, age);
            return (local - now).Duration() <= Tolerance ? now : Calendar.Earlier(local, now);
        }

        TimeSpan skew = local - date;
        state.ClockDifference = -skew;
        if (skew.Duration() <= Tolerance)
            return date;
        if (Interlocked.Exchange(ref _warned, 1) == 0)
        {
            messages.Write(
                MessageKind.Warning,
                $"The clock of this machine is {skew.Duration().TotalMinutes:0} minutes {(skew > TimeSpan.Zero ? "ahead of" : "behind")} "
                + "the service's. Expired, Status, ExpiresInDays and IdleDays count from the earlier of the two clocks.");
        }

        return Calendar.Earlier(local, date);
    }
}
