using WhylabsApiKey.Core.Http;

namespace WhylabsApiKey.Core.Tests.Support;

/// <summary>A clock that stands still, and whose waits are over at once and remembered.</summary>
internal sealed class FakeClock : Clock
{
    public static readonly DateTime Noon = new(2026, 6, 1, 12, 0, 0, DateTimeKind.Utc);

    public List<TimeSpan> Waits { get; } = [];

    public override DateTime UtcNow => Noon;

    public override Task DelayAsync(TimeSpan time, CancellationToken cancellation)
    {
        Waits.Add(time);
        return Task.CompletedTask;
    }
}
