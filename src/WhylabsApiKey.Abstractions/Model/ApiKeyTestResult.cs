namespace WhylabsApiKey;

/// <summary>The result of <c>Test-WhylabsApiKey</c>.</summary>
/// <param name="Valid">Whether the service accepts the token; it does not distinguish unknown, expired and revoked keys.</param>
/// <param name="KeyId">The id that the token begins with; null when the token has none.</param>
/// <param name="OrgId">The organization that the token ends in; null when the token has none.</param>
/// <param name="RoundTripMilliseconds">From the first request to the end of the last response, retries included.</param>
/// <param name="RequestId">The <c>X-Request-Id</c> of the request; the service logs it too.</param>
/// <param name="Reason">The service's own message when it refuses; null when it sent none.</param>
public sealed record ApiKeyTestResult(
    bool Valid, string? KeyId, string? OrgId, Uri Endpoint, double RoundTripMilliseconds, string RequestId, string? Reason);
