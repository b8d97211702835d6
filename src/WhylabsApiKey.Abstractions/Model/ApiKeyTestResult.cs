namespace WhylabsApiKey;

/// <summary>What <c>Test-WhylabsApiKey</c> found out about a token.</summary>
/// <param name="Valid">Whether the service accepts it; a key that is unknown, expired or revoked is not told apart.</param>
/// <param name="KeyId">The id that the token begins with; null when the token does not tell.</param>
/// <param name="OrgId">The organization that the token ends in; null when the token does not tell.</param>
/// <param name="RoundTripMilliseconds">From the first request to the end of the last answer, repetitions included.</param>
/// <param name="RequestId">The <c>X-Request-Id</c> of the request; the service's log has it too.</param>
/// <param name="Reason">The service's own words to a refusal; null when it said none.</param>
public sealed record ApiKeyTestResult(
    bool Valid, string? KeyId, string? OrgId, Uri Endpoint, double RoundTripMilliseconds, string RequestId, string? Reason);
