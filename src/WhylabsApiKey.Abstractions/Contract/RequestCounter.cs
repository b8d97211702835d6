namespace WhylabsApiKey;

/// <summary>The requests that a command has sent, by the organization whose allowance each drew on. Safe for several threads.</summary>
/// <param name="limit">The number of requests to one organization that is announced.</param>
/// <param name="reached">Receives the organization when its number of requests reaches the limit; called from any thread.</param>
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
