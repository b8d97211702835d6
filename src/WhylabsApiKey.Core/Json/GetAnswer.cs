namespace WhylabsApiKey.Core.Json;

/// <summary><c>UserApiKeyResponse</c> on the wire; without a key when there is none of that id.</summary>
internal sealed record GetAnswer(ApiKey? Key);
