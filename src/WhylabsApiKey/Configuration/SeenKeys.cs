using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace WhylabsApiKey.Configuration;

/// <summary>
/// The live keys that a runspace has met, for completing what is typed next and for naming them to people. Some of them,
/// when there are very many. They are gone with the runspace, and when the module is removed from it.
/// </summary>
internal sealed class SeenKeys
{
    private const int Most = 1000;

    private static readonly ConditionalWeakTable<Runspace, SeenKeys> OfRunspaces = new();

    private readonly Dictionary<string, LinkedListNode<SeenKey>> _nodes = new(StringComparer.Ordinal);
    private readonly LinkedList<SeenKey> _latest = new();

    private SeenKeys()
    {
    }

    /// <summary>Those of the runspace whose pipeline runs on this thread.</summary>
    public static SeenKeys Current => OfRunspaces.GetValue(Runspace.DefaultRunspace, _ => new SeenKeys());

    /// <summary>The last one met comes first.</summary>
    public IEnumerable<SeenKey> Latest => _latest;

    public static void Forget() => OfRunspaces.Remove(Runspace.DefaultRunspace);

    /// <summary>What the service said of a key; null when it was not met there, or another service's key of that id came after it.</summary>
    public SeenKey? Find(string keyId, Uri endpoint) =>
        _nodes.TryGetValue(keyId, out LinkedListNode<SeenKey>? node) && Endpoints.AreSame(node.Value.IssuedBy, endpoint) ? node.Value : null;

    public void Add(ApiKey key)
    {
        if (_nodes.TryGetValue(key.KeyId, out LinkedListNode<SeenKey>? node))
            Remove(node);
        if (key.Revoked)
            return;
        if (_nodes.Count == Most)
            Remove(_latest.Last!);
        _nodes[key.KeyId] = _latest.AddFirst(SeenKey.Of(key));
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
