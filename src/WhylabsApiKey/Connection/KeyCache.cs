using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace WhylabsApiKey.Connection;

/// <summary>
/// The latest keys that a runspace got from the service and that are not revoked, for completing arguments and for describing
/// keys to people. They are forgotten with the runspace, and when the module is removed from it.
/// </summary>
internal sealed class KeyCache
{
    private const int Capacity = 1000;

    private static readonly ConditionalWeakTable<Runspace, KeyCache> OfRunspaces = new();

    private readonly Dictionary<string, LinkedListNode<CachedKey>> _nodes = new(StringComparer.Ordinal);
    private readonly LinkedList<CachedKey> _latestFirst = new();

    private KeyCache()
    {
    }

    /// <summary>That of the runspace whose pipeline runs on this thread.</summary>
    public static KeyCache Current => OfRunspaces.GetValue(Runspace.DefaultRunspace, _ => new KeyCache());

    public IEnumerable<CachedKey> LatestFirst => _latestFirst;

    public int Count => _nodes.Count;

    public static void Forget() => OfRunspaces.Remove(Runspace.DefaultRunspace);

    /// <summary>The key of a service; null when it is not cached, or a later one of another service has the same id.</summary>
    public CachedKey? Find(string keyId, Uri endpoint) =>
        _nodes.TryGetValue(keyId, out LinkedListNode<CachedKey>? node) && Endpoints.AreSame(node.Value.IssuedBy, endpoint)
            ? node.Value
            : null;

    /// <summary>The alias of a key of any service.</summary>
    public string? AliasOf(string keyId) => _nodes.TryGetValue(keyId, out LinkedListNode<CachedKey>? node) ? node.Value.Alias : null;

    /// <summary>The latest key with an alias.</summary>
    public CachedKey? FindByAlias(string alias, Uri endpoint) =>
        _latestFirst.FirstOrDefault(key => key.Alias == alias && Endpoints.AreSame(key.IssuedBy, endpoint));

    public void Add(ApiKey key)
    {
        if (_nodes.TryGetValue(key.KeyId, out LinkedListNode<CachedKey>? node))
            Remove(node);
        if (key.Revoked)
            return;
        if (_nodes.Count == Capacity)
            Remove(_latestFirst.Last!);
        _nodes[key.KeyId] = _latestFirst.AddFirst(CachedKey.Of(key));
    }

    /// <summary>Adds the beginning of a list, so that a long one costs no more than a short one.</summary>
    public void Add(IReadOnlyList<ApiKey> keys)
    {
        for (int i = Math.Min(keys.Count, Capacity) - 1; i >= 0; i--)
            Add(keys[i]);
    }

    private void Remove(LinkedListNode<CachedKey> node)
    {
        _nodes.Remove(node.Value.KeyId);
        _latestFirst.Remove(node);
    }
}
