namespace WhylabsApiKey;

/// <summary>
/// The unreadable timestamps of a key. Each counts as the end of the year 9999, so that no filter selects the key as expired, old or
/// unused. No other value is computed from an unreadable timestamp.
/// </summary>
[Flags]
internal enum UnreadableTimes
{
    None = 0,
    Creation = 1,
    Expiry = 2,
    LastUse = 4,
}
