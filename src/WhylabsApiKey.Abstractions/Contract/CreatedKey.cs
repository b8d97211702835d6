namespace WhylabsApiKey;

/// <summary>A key that the service returned for a create, and that is not what was asked for.</summary>
/// <param name="Differences">What differs from the request; at least one.</param>
/// <param name="IsOfOwner">Whether owner and organization are those of the request.</param>
/// <param name="HasNewId">Whether the id is neither the calling key's nor that of a key that this process created before.</param>
/// <param name="IsMadeByRequest">Whether the key was created while the request was in flight, by the service's or the local clock.</param>
internal sealed record CreatedKey(
    string KeyId,
    string? UserId,
    DateTime? CreatedUtc,
    IReadOnlyList<KeyDifference> Differences,
    bool IsOfOwner,
    bool HasNewId,
    bool IsMadeByRequest);

/// <summary>One property of a response that is not as requested.</summary>
internal sealed record KeyDifference(string Property, string Asked, string Got)
{
    public override string ToString() => $"{Property} (requested: {Asked}; received: {Got})";
}
