namespace WhylabsApiKey;

/// <summary>A person that the platform knows, member of an organization or not.</summary>
internal sealed record PlatformUser(string UserId, string? Email);
