namespace WhylabsApiKey.Sandbox.Service;

/// <summary>A person that the platform knows, as it is on the wire.</summary>
public sealed record User(string UserId, string Email, string? Preferences = null);
