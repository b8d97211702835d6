using System.Collections.Concurrent;

namespace WhylabsApiKey.Core.Http;

/// <summary>What this process knows of one service, shared by all its clients.</summary>
internal sealed class ServiceState(Clock clock)
{
    // The service's look-ups may lag behind a create by a moment; how long is not promised anywhere.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(2);
    private const int ManyKeys = 10_000;

    private readonly ConcurrentDictionary<string, TimeSpan> _freshUntil = new(StringComparer.Ordinal);
    private readonly object _gate = new();
    private TimeSpan _heldUntil;

    /// <summary>How long requests are still to be held back because the service said there were too many.</summary>
    public TimeSpan HeldBackFor
    {
        get
        {
            lock (_gate)
                return _heldUntil > clock.Elapsed ? _heldUntil - clock.Elapsed : TimeSpan.Zero;
        }
    }

    public void HoldBack(TimeSpan wait)
    {
        lock (_gate)
            _heldUntil = _heldUntil > clock.Elapsed + wait ? _heldUntil : clock.Elapsed + wait;
    }

    /// <summary>Remembers a key that was made a moment ago, so that a look-up which misses it is not believed at once.</summary>
    public void Saw(ApiKey key, DateTime atUtc)
    {
        if (key.Revoked || key.CreatedUtc is not { } created || atUtc - created > Fresh)
            return;
        if (_freshUntil.Count >= ManyKeys)
            _freshUntil.Clear();
        _freshUntil[key.KeyId] = clock.Elapsed + Fresh;
    }

    public void Forget(ApiKey key) => _freshUntil.TryRemove(key.KeyId, out _);

    public bool IsFresh(string keyId) => _freshUntil.TryGetValue(keyId, out TimeSpan until) && until > clock.Elapsed;
}
