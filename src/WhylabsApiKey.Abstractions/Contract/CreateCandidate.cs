namespace WhylabsApiKey;

/// <summary>A key that a create of unknown outcome may have created. It may also come from another caller.</summary>
/// <param name="MatchesRequest">Whether all its properties are as requested.</param>
internal sealed record CreateCandidate(string KeyId, bool MatchesRequest);
