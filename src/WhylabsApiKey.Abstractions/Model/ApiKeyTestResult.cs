namespace WhylabsApiKey;

/// <summary>The result of <c>Test-WhylabsApiKey</c>.</summary>
/// <param name="Valid">Whether the service accepts the token; it does not distinguish unknown, expired and revoked keys.</param>
/// <param name="KeyId">The key id at the start of the token; null when the token has none.</param>
/// <param name="OrgId">The organization at the end of the token; null when the token has none.</param>
/// <param name="RoundTripMilliseconds">The time from the first request to the end of the last response, including retries.</param>
/// <param name="RequestId">The <c>X-Request-Id</c> of the request; the service logs it too.</param>
/// <param name="Reason">The service's message for a refusal; null when it sent no message.</param>
public sealed record ApiKeyTestResult(
    bool Valid, string? KeyId, string? OrgId, Uri Endpoint, double RoundTripMilliseconds, string RequestId, string? Reason);
