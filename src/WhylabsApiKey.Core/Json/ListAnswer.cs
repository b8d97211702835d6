namespace WhylabsApiKey.Core.Json;

/// <summary><c>ListUserApiKeys</c> on the wire.</summary>
internal sealed record ListAnswer(List<ApiKey>? Items);
