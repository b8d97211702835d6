namespace WhylabsApiKey;

/// <summary>A create whose outcome is unknown: the service, organization and owner whose list may have the new key.</summary>
internal sealed record UnknownCreate(Uri Endpoint, ApiVersion ApiVersion, string? OrgId, string? UserId);
