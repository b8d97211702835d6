namespace WhylabsApiKey.Rotation;

/// <summary>
/// The keys that an earlier, interrupted rotation of the same key may have created. Whether one of them is in use is unknown,
/// so they are only named.
/// </summary>
internal static class EarlierSuccessors
{
    /// <param name="keys">The keys of the organization.</param>
    /// <param name="handled">The keys that this command has rotated or created. They are excluded, because they match too.</param>
    /// <returns>Null when there are none.</returns>
    public static string? Warning(ApiKey old, IEnumerable<ApiKey> keys, ISet<string> handled, ServiceVersion version)
    {
        string[] found = [.. keys
            .Where(key => !key.Revoked && key.KeyId != old.KeyId && !handled.Contains(key.KeyId)
                && (!version.HasOwners || key.UserId == old.UserId) && key.Alias == old.Alias && key.HasScopes(old.Scopes)
                && (!version.ReturnsCreationTime || key.CreatedUtc >= old.CreatedUtc))
            .Select(key => PlainText.Of(key.KeyId))];
        string likeness = version.HasOwners && version.ReturnsCreationTime
            ? "of the same user, alias and scopes, came after it and may be its successor"
            : $"of the same alias and scopes, may be its successor or another key, as {version.Name} lists neither owners nor ages";
        return found.Length == 0
            ? null
            : $"API key {PlainText.Of(old.KeyId)} may have been rotated before: {string.Join(", ", found)}, {likeness}.";
    }
}
