namespace WhylabsApiKey;

/// <summary>What all keys of one answer have in common.</summary>
/// <param name="AtUtc">The service's clock when it answered, in UTC.</param>
/// <param name="RequestId">The <c>X-Request-Id</c> of the request.</param>
/// <param name="Endpoint">The service that answered.</param>
internal sealed record Observation(DateTime AtUtc, string RequestId, Uri Endpoint)
{
    /// <summary>Whether an absent last use means "never used" in this answer.</summary>
    public bool RecordsLastUse { get; init; }

    /// <summary>Whether it is the answer to a revocation.</summary>
    public bool ByRevocation { get; init; }
}
