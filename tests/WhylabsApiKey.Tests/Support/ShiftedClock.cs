namespace WhylabsApiKey.Tests.Support;

/// <summary>A clock that is wrong by a fixed time.</summary>
internal sealed class ShiftedClock(TimeSpan shift) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow + shift;
}
