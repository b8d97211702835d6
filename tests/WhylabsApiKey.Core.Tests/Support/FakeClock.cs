namespace WhylabsApiKey.Core.Tests.Support;

/// <summary>A clock whose time of day stands still unless a test sets it, and whose waits are over at once and remembered.</summary>
internal sealed class FakeClock : Clock
{
    public static readonly DateTime Noon = new(2026, 6, 1, 12, 0, 0, DateTimeKind.Utc);

    private TimeSpan _elapsed;

    public List<TimeSpan> Waits { get; } = [];

    public DateTime Now { get; set; } = Noon;

    public override DateTime UtcNow => Now;

    public override TimeSpan Elapsed => _elapsed;

    public override Task DelayAsync(TimeSpan time, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Waits.Add(time);
        _elapsed += time;
        return Task.CompletedTask;
    }
}
