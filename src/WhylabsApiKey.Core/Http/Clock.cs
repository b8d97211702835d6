using System.Diagnostics;

namespace WhylabsApiKey.Core.Http;

/// <summary>The local clock and its waits, so that tests need not wait.</summary>
internal class Clock
{
    public static readonly Clock System = new();
    private static readonly Stopwatch Running = Stopwatch.StartNew();

    public virtual DateTime UtcNow => DateTime.UtcNow;

    /// <summary>Time that only ever goes forward, for measuring how long something takes.</summary>
    public virtual TimeSpan Elapsed => Running.Elapsed;

    public virtual Task DelayAsync(TimeSpan time, CancellationToken cancellation) => Task.Delay(time, cancellation);
}
