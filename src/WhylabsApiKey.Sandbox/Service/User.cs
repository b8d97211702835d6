namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The JSON of a user.</summary>
public sealed record User(string UserId, string Email, string? Preferences = null);
