namespace WhylabsApiKey.Core.Memory;

/// <summary>The state of one service that all its clients in this process share.</summary>
internal sealed class ServiceState(Clock clock)
{
    // Look-ups are eventually consistent. The service does not document how long a new key can be missing.
    private static readonly TimeSpan FreshTime = TimeSpan.FromMinutes(2);

    // A throttled organization may send one more request every twelve seconds.
    private static readonly TimeSpan ExhaustedTime = TimeSpan.FromSeconds(30);

    private readonly RecentIds _freshKeys = new(FreshTime, capacity: 10_000, clock);
    private readonly object _gate = new();
    private TimeSpan _throttledUntil;
    private TimeSpan? _clockDifference;
    private TimeSpan _exhaustedUntil;

    /// <summary>
    /// Whether a request has just used up its retries because the service throttles. Later requests then do not retry.
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

    /// <summary>The service's clock minus the local clock, from the last response; null before the first response with a date.</summary>
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

    /// <summary>The delay of the next request because the service throttles.</summary>
    public TimeSpan ThrottleDelay
    {
        get
        {
            lock (_gate)
                return _throttledUntil > clock.Elapsed ? _throttledUntil - clock.Elapsed : TimeSpan.Zero;
        }
    }

    public void Throttle(TimeSpan delay)
    {
        lock (_gate)
            _throttledUntil = _throttledUntil > clock.Elapsed + delay ? _throttledUntil : clock.Elapsed + delay;
    }

    /// <summary>Remembers a fresh key, so that a look-up that does not find it is retried. Forgets a revoked key.</summary>
    public void Update(ApiKey key)
    {
        bool isCreationKnown = key.CreatedUtc is not null && (key.UnreadableTimes & UnreadableTimes.Creation) == 0;
        if (key.Revoked)
            _freshKeys.Remove(key.KeyId);
        else if (isCreationKnown && key.ObservedUtc - key.CreatedUtc <= FreshTime)
            _freshKeys.Add(key.KeyId);
    }

    public bool IsFresh(string keyId) => _freshKeys.Contains(keyId);
}
