namespace WhylabsApiKey.Tests.Sandbox;

/// <summary>A clock that tests can set.</summary>
internal sealed class SettableClock : TimeProvider
{
    public SettableClock() => Start = Now.UtcDateTime;

    public DateTime Start { get; }

    public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

    public override DateTimeOffset GetUtcNow() => Now;
}
