namespace WhylabsApiKey.Tests.Support;

/// <summary>A clock that differs from the local clock by a fixed time.</summary>
internal sealed class ShiftedClock(TimeSpan shift) : TimeProvider
{
    public TimeSpan Shift { get; set; } = shift;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow + Shift;
}
