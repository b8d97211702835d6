namespace WhylabsApiKey.Tests.Support;

/// <summary>A clock that is wrong by some time.</summary>
internal sealed class ShiftedClock(TimeSpan shift) : TimeProvider
{
    public TimeSpan Shift { get; set; } = shift;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow + Shift;
}
