namespace WhylabsApiKey.Core.Json;

/// <summary>The answer to a valid key on the wire.</summary>
internal sealed record ValidationAnswer(string? RequestId);
