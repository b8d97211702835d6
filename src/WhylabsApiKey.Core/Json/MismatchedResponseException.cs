namespace WhylabsApiKey.Core.Json;

/// <summary>A response is whole, but about something else than its request.</summary>
internal sealed class UnaskedResponseException(string message) : InvalidOperationException(message);
