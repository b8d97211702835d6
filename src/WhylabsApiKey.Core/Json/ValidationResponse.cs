namespace WhylabsApiKey.Core.Json;

/// <summary>The response to a valid key on the wire.</summary>
internal sealed record ValidationResponse(string? RequestId);
