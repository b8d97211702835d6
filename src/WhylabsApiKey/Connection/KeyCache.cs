using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace WhylabsApiKey.Connection;

/// <summary>
/// The latest keys of a runspace that are not revoked, for completing arguments and for describing
/// keys to people. They are forgotten with the runspace, and when the module is removed from it.
/// </summary>
internal sealed class KeyCache
{
    private const int Capacity = 1000;

    private static readonly ConditionalWeakTable<Runspace, KeyCache> OfRunspaces = new();

    private readonly Dictionary<string, LinkedListNode<CachedKey>> _nodes = new(StringComparer.Ordinal);
    private readonly LinkedList<CachedKey> _latestFirst = new();
    private readonly Dictionary<string, Organization> _organizations = new(StringComparer.Ordinal);

    private KeyCache()
    {
    }

    /// <summary>The cache of the runspace whose pipeline runs on this thread.</summary>
    public static KeyCache Current => OfRunspaces.GetValue(Runspace.DefaultRunspace, _ => new KeyCache());

    public IEnumerable<CachedKey> LatestFirst => _latestFirst;

    public IReadOnlyCollection<Organization> Organizations => _organizations.Values;

    public int Count => _nodes.Count;

    public static void Forget() => OfRunspaces.Remove(Runspace.DefaultRunspace);

    /// <summary>Finds the key of a service; null if it is not cached, or if a later key of another service has the same id.</summary>
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
        bool isCached = _nodes.TryGetValue(key.KeyId, out LinkedListNode<CachedKey>? node);
        if (key.Revoked)
        {
            if (isCached)
                Remove(node!);
        }
        else if (isCached)
        {
            // Reuses the node, because scripts often read the same list twice.
            node!.Value = CachedKey.Of(key);
            _latestFirst.Remove(node);
            _latestFirst.AddFirst(node);
        }
        else
        {
            if (_nodes.Count == Capacity)
                Remove(_latestFirst.Last!);
            _nodes[key.KeyId] = _latestFirst.AddFirst(CachedKey.Of(key));
        }
    }

    /// <summary>Adds the first keys of a list, at most the capacity of the cache.</summary>
    public void Add(IReadOnlyList<ApiKey> keys)
    {
        for (int i = Math.Min(keys.Count, Capacity) - 1; i >= 0; i--)
            Add(keys[i]);
    }

    /// <summary>The name of an organization of any service; null where it is not cached or has none.</summary>
    public string? NameOf(string orgId) =>
        _organizations.TryGetValue(orgId, out Organization? organization) ? organization.Name : null;

    public bool HasOrganization(string orgId) => _organizations.ContainsKey(orgId);

    /// <summary>Replaces the cached organizations.</summary>
    public void Replace(IReadOnlyList<Organization> organizations)
    {
        _organizations.Clear();
        foreach (Organization organization in organizations.Take(Capacity))
            _organizations[organization.OrgId] = organization;
    }

    private void Remove(LinkedListNode<CachedKey> node)
    {
        _nodes.Remove(node.Value.KeyId);
        _latestFirst.Remove(node);
    }
}
