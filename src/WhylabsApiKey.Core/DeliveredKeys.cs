using System.Collections.Concurrent;

namespace WhylabsApiKey.Core;

/// <summary>
/// The keys whose secret came with the answer to their create: no create lost it. Of the whole process, since a service may
/// be called by two names, and the module imported twice.
/// </summary>
internal static class DeliveredKeys
{
    private static readonly ConcurrentDictionary<string, bool> Ids = new(StringComparer.Ordinal);

    public static void Add(ApiKey key) => Ids[key.KeyId] = true;

    public static bool Contains(ApiKey key) => Ids.ContainsKey(key.KeyId);
}
