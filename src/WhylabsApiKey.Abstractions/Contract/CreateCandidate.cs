namespace WhylabsApiKey;

/// <summary>A key that a create of unknown outcome may have made; another caller may have made it too.</summary>
/// <param name="MatchesRequest">Whether it is exactly what was requested.</param>
internal sealed record CreateCandidate(string KeyId, bool MatchesRequest);
