namespace WhylabsApiKey;

/// <summary>A create whose outcome is unknown: where the key that it may have made has to be looked for.</summary>
internal sealed record UnknownCreate(Uri Endpoint, ApiVersion ApiVersion, string? OrgId, string? UserId);
