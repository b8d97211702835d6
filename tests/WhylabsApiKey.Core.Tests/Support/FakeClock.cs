namespace WhylabsApiKey.Core.Tests.Support;

/// <summary>A clock with a fixed time that tests can set. Delays end immediately and are recorded.</summary>
internal sealed class FakeClock : Clock
{
    public static readonly DateTime Noon = new(2026, 6, 1, 12, 0, 0, DateTimeKind.Utc);

    private TimeSpan _elapsed;

    public List<TimeSpan> Delays { get; } = [];

    public DateTime Now { get; set; } = Noon;

    public override DateTime UtcNow => Now;

    public override TimeSpan Elapsed => _elapsed;

    public override Task DelayAsync(TimeSpan time, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Delays.Add(time);
        _elapsed += time;
        return Task.CompletedTask;
    }
}
