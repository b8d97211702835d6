namespace WhylabsApiKey;

/// <summary>A key in the response to a create that differs from the request.</summary>
/// <param name="Differences">The properties that differ from the request; at least one.</param>
/// <param name="IsOfOwner">Whether the owner and the organization are as requested.</param>
/// <param name="HasNewId">
/// Whether the id belongs to the secret and is new: not the calling key's, and not that of a key that this process created before.
/// </param>
/// <param name="IsMadeByRequest">Whether the service created the key while the request was in flight.</param>
internal sealed record CreatedKey(
    string KeyId,
    string? UserId,
    DateTime? CreatedUtc,
    IReadOnlyList<KeyDifference> Differences,
    bool IsOfOwner,
    bool HasNewId,
    bool IsMadeByRequest);

/// <summary>One property of a response that differs from the request.</summary>
internal sealed record KeyDifference(string Property, string Requested, string Received)
{
    public override string ToString() => $"{Property} (requested: {Requested}; received: {Received})";
}
