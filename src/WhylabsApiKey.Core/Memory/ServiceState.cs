namespace WhylabsApiKey.Core.Memory;

/// <summary>What this process knows of one service, shared by all its clients.</summary>
internal sealed class ServiceState(Clock clock)
{
    // Look-ups of the service are eventually consistent; it does not document how long they lag behind a create.
    private static readonly TimeSpan FreshTime = TimeSpan.FromMinutes(2);

    // The service adds a request to the allowance every twelve seconds.
    private static readonly TimeSpan ExhaustedTime = TimeSpan.FromSeconds(30);

    private readonly RecentIds _freshKeys = new(FreshTime, capacity: 10_000, clock);
    private readonly object _gate = new();
    private TimeSpan _heldUntil;
    private TimeSpan? _clockDifference;
    private TimeSpan _exhaustedUntil;

    /// <summary>
    /// Whether a request has just used up its retries on too many requests: the next ones do not wait for the same in their turn.
    /// </summary>
    public bool IsExhausted
    {
        get
        {
            lock (_gate)
                return _exhaustedUntil > clock.Elapsed;
        }

        set
        {
            lock (_gate)
                _exhaustedUntil = value ? clock.Elapsed + ExhaustedTime : TimeSpan.Zero;
        }
    }

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
