namespace WhylabsApiKey;

/// <summary>Whether the service accepts an API key.</summary>
/// <param name="Valid">False for an unknown, an expired and a revoked key; the service does not distinguish them.</param>
/// <param name="RequestId">The <c>X-Request-Id</c> of the request.</param>
/// <param name="Reason">The service's message for a refusal; null when it sent no message.</param>
internal sealed record ApiKeyValidation(bool Valid, string RequestId, string? Reason);
