namespace WhylabsApiKey.Core.Json;

/// <summary>A response is complete, but does not match its request.</summary>
internal sealed class MismatchedResponseException(string message) : InvalidOperationException(message);
