namespace WhylabsApiKey.Core.Http;

/// <summary>The local clock and its waits, so that tests need not wait.</summary>
internal class Clock
{
    public static readonly Clock System = new();

    public virtual DateTime UtcNow => DateTime.UtcNow;

    public virtual Task DelayAsync(TimeSpan time, CancellationToken cancellation) => Task.Delay(time, cancellation);
}
