namespace WhylabsApiKey;

/// <summary>Whether the service accepts an API key, and how it said so.</summary>
/// <param name="Valid">False for a key that is unknown, expired or revoked, which the service does not tell apart.</param>
/// <param name="RequestId">The <c>X-Request-Id</c> of the request.</param>
/// <param name="Reason">The service's own words to a refusal; null when it said none.</param>
internal sealed record ApiKeyValidation(bool Valid, string RequestId, string? Reason);
