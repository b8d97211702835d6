namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The last uses that are not yet written to the keys. The service writes them in batches.</summary>
internal sealed class LastUses(TimeSpan interval)
{
    private const int KeysPerRound = 25;
    private readonly Dictionary<string, DateTime> _waiting = new(StringComparer.Ordinal);
    private DateTime? _nextRound;

    public void Record(string keyId, DateTime now)
    {
        _nextRound ??= now + interval;
        _waiting[keyId] = now;
    }

    /// <summary>Removes and returns the last uses of all batches that are due.</summary>
    public IReadOnlyDictionary<string, DateTime> TakeDue(DateTime now)
    {
        var due = new Dictionary<string, DateTime>(StringComparer.Ordinal);
        for (; _nextRound <= now && _waiting.Count > 0; _nextRound += interval)
        {
            foreach (string keyId in _waiting.Keys.Take(KeysPerRound).ToArray())
            {
                _waiting.Remove(keyId, out DateTime used);
                due[keyId] = used;
            }
        }
        if (_waiting.Count == 0)
            _nextRound = null;
        return due;
    }
}
