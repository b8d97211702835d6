namespace WhylabsApiKey.Configuration;

/// <summary>The live keys that a runspace has met, for completing what is typed next. Some of them, when there are very many.</summary>
internal sealed class SeenKeys
{
    private const int Most = 1000;

    private readonly Dictionary<string, LinkedListNode<SeenKey>> _nodes = new(StringComparer.Ordinal);
    private readonly LinkedList<SeenKey> _latest = new();

    /// <summary>The last one met comes first.</summary>
    public IEnumerable<SeenKey> Latest => _latest;

    public void Add(ApiKey key)
    {
        bool isKnown = _nodes.TryGetValue(key.KeyId, out LinkedListNode<SeenKey>? node);
        if (key.Revoked)
        {
            if (isKnown)
                Remove(node!);
            return;
        }

        if (isKnown)
        {
            _latest.Remove(node!);
            node!.Value = SeenKey.Of(key);
        }
        else
        {
            if (_nodes.Count == Most)
                Remove(_latest.Last!);
            _nodes[key.KeyId] = node = new LinkedListNode<SeenKey>(SeenKey.Of(key));
        }

        _latest.AddFirst(node);
    }

    /// <summary>Adds what a list begins with, so that a long one costs no more than a short one.</summary>
    public void Add(IReadOnlyList<ApiKey> keys)
    {
        for (int i = Math.Min(keys.Count, Most) - 1; i >= 0; i--)
            Add(keys[i]);
    }

    private void Remove(LinkedListNode<SeenKey> node)
    {
        _nodes.Remove(node.Value.KeyId);
        _latest.Remove(node);
    }
}
