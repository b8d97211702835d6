namespace WhylabsApiKey;

/// <summary>What all keys of one answer have in common.</summary>
/// <param name="AtUtc">The service's clock when it answered, in UTC.</param>
/// <param name="RecordsLastUse">Whether an absent last use means "never used" in this answer.</param>
internal sealed record Observation(DateTime AtUtc, bool RecordsLastUse);
