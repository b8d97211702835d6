namespace WhylabsApiKey.Core.Memory;

/// <summary>The newest ids, up to a capacity and for a limited time. Thread-safe.</summary>
internal sealed class RecentIds(TimeSpan lifetime, int capacity, Clock clock)
{
    private readonly Dictionary<string, TimeSpan> _until = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, TimeSpan Until)> _oldestFirst = new();

    public void Add(string id)
    {
        lock (_until)
        {
            TimeSpan until = clock.Elapsed + lifetime;
            _until[id] = until;
            _oldestFirst.Enqueue((id, until));
            while (_oldestFirst.Count > capacity || _oldestFirst.Peek().Until <= clock.Elapsed)
            {
                (string oldest, TimeSpan end) = _oldestFirst.Dequeue();
                if (_until.TryGetValue(oldest, out TimeSpan current) && current == end)
                    _until.Remove(oldest);
            }
        }
    }

    public void Remove(string id)
    {
        lock (_until)
            _until.Remove(id);
    }

    public bool Contains(string id)
    {
        lock (_until)
            return _until.TryGetValue(id, out TimeSpan until) && until > clock.Elapsed;
    }
}
