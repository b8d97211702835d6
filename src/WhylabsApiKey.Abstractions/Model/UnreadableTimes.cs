namespace WhylabsApiKey;

/// <summary>
/// The timestamps of a key that could not be read. Each reads as the last moment of the calendar, so that no filter takes the
/// key for expired, old or unused; nothing else is computed from it.
/// </summary>
[Flags]
internal enum UnreadableTimes
{
    None = 0,
    Creation = 1,
    Expiry = 2,
    LastUse = 4,
}
