namespace WhylabsApiKey.Core.Memory;

/// <summary>
/// The keys whose secret this process received. They are not the result of a create of unknown outcome. All clients of the process
/// share them, because a service may have two addresses and the module may be imported twice.
/// </summary>
internal static class DeliveredKeys
{
    // Longer than a create is in flight, unless -TimeoutSec is 0.
    private static readonly RecentIds Ids = new(TimeSpan.FromDays(1), capacity: 10_000, Clock.System);

    public static void Add(ApiKey key) => Ids.Add(key.KeyId);

    public static bool Contains(ApiKey key) => Ids.Contains(key.KeyId);
}
