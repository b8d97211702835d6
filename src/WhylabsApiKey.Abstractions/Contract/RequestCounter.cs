namespace WhylabsApiKey;

/// <summary>Counts the requests of a command for each organization. Thread-safe.</summary>
/// <param name="limit">The number of requests for one organization at which <paramref name="reached"/> is called.</param>
/// <param name="reached">Receives the organization that reaches the limit. Any thread may call it.</param>
internal sealed class RequestCounter(int limit, Action<string> reached)
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public int Total
    {
        get
        {
            lock (_counts)
                return _counts.Values.Sum();
        }
    }

    /// <summary>Counts one attempt of a request.</summary>
    public void Add(string orgId)
    {
        int count;
        lock (_counts)
        {
            _counts.TryGetValue(orgId, out count);
            _counts[orgId] = ++count;
        }

        if (count == limit)
            reached(orgId);
    }
}
