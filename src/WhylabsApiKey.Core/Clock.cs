using System.Diagnostics;

namespace WhylabsApiKey.Core;

/// <summary>The local clock and its delays. Tests replace it.</summary>
internal class Clock
{
    public static readonly Clock System = new();
    private static readonly Stopwatch Running = Stopwatch.StartNew();

    public virtual DateTime UtcNow => DateTime.UtcNow;

    /// <summary>A monotonic time for measuring durations.</summary>
    public virtual TimeSpan Elapsed => Running.Elapsed;

    public virtual Task DelayAsync(TimeSpan delay, CancellationToken cancellation) => Task.Delay(delay, cancellation);
}
