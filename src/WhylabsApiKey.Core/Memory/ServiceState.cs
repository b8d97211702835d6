namespace WhylabsApiKey.Core.Memory;

/// <summary>What this process knows of one service, shared by all its clients.</summary>
internal sealed class ServiceState(Clock clock)
{
    // Look-ups of the service are eventually consistent; it does not document how long they lag behind a create.
    private static readonly TimeSpan FreshTime = TimeSpan.FromMinutes(2);

    private readonly RecentIds _freshKeys = new(FreshTime, capacity: 10_000, clock);
    private readonly object _gate = new();
    private TimeSpan _heldUntil;
    private TimeSpan? _clockDifference;

    /// <summary>The service's clock minus the local one, by its last response; null when none told it.</summary>
    public TimeSpan? ClockDifference
    {
        get
        {
            lock (_gate)
                return _clockDifference;
        }

        set
        {
            lock (_gate)
                _clockDifference = value;
        }
    }

    /// <summary>How long the next request is delayed because the service has had too many requests.</summary>
    public TimeSpan HeldBackFor
    {
        get
        {
            lock (_gate)
                return _heldUntil > clock.Elapsed ? _heldUntil - clock.Elapsed : TimeSpan.Zero;
        }
    }

    public void HoldBack(TimeSpan delay)
    {
        lock (_gate)
            _heldUntil = _heldUntil > clock.Elapsed + delay ? _heldUntil : clock.Elapsed + delay;
    }

    /// <summary>Remembers a fresh key, so that a look-up that misses it is retried, and forgets a revoked one.</summary>
    public void Update(ApiKey key)
    {
        if (key.Revoked)
            _freshKeys.Remove(key.KeyId);
        else if (key.CreatedUtc is { } created && key.ObservedUtc - created <= FreshTime)
            _freshKeys.Add(key.KeyId);
    }

    public bool IsFresh(string keyId) => _freshKeys.Contains(keyId);
}
