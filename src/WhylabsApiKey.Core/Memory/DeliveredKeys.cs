namespace WhylabsApiKey.Core.Memory;

/// <summary>
/// The keys whose secret arrived in this process: no create of unknown outcome made them. One memory for the process, since
/// a service may be called by two names and the module imported twice.
/// </summary>
internal static class DeliveredKeys
{
    // A create may wait for its response for up to a day, the longest timeout of a command.
    private static readonly RecentIds Ids = new(TimeSpan.FromDays(1), capacity: 10_000, Clock.System);

    public static void Add(ApiKey key) => Ids.Add(key.KeyId);

    public static bool Contains(ApiKey key) => Ids.Contains(key.KeyId);
}
