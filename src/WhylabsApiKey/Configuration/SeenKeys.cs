namespace WhylabsApiKey.Configuration;

/// <summary>The keys that a runspace has met, for completing what is typed next. Some of them, when there are very many.</summary>
internal sealed class SeenKeys
{
    private const int Most = 1000;

    private readonly Dictionary<string, ApiKey> _keys = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>The last one met comes first.</summary>
    public IEnumerable<ApiKey> Latest => _order.Reverse().Select(keyId => _keys[keyId]);

    public void Add(ApiKey key)
    {
        if (!_keys.ContainsKey(key.KeyId))
        {
            if (_order.Count == Most)
                _keys.Remove(_order.Dequeue());
            _order.Enqueue(key.KeyId);
        }

        _keys[key.KeyId] = key;
    }

    /// <summary>Adds what a list begins with, so that a long one costs no more than a short one.</summary>
    public void Add(IReadOnlyList<ApiKey> keys)
    {
        for (int i = Math.Min(keys.Count, Most) - 1; i >= 0; i--)
            Add(keys[i]);
    }
}
