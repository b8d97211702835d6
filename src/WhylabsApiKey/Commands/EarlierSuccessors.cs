namespace WhylabsApiKey.Commands;

/// <summary>
/// Keys that an earlier rotation of the same key, which broke off, may have made. The service does not know whether it had
/// handed them over, so they are named, and nobody but a person decides.
/// </summary>
internal static class EarlierSuccessors
{
    /// <param name="handled">What this very command has rotated and made: siblings that are rotated together are alike.</param>
    /// <returns>Null when there are none.</returns>
    public static string? Warning(ApiKey old, IEnumerable<ApiKey> keys, ISet<string> handled, ApiVersion version)
    {
        string[] found = [.. keys
            .Where(key => !key.Revoked && key.KeyId != old.KeyId && !handled.Contains(key.KeyId)
                && key.Alias == old.Alias && key.HasScopes(old.Scopes)
                && (version == ApiVersion.V1 || key.CreatedUtc >= old.CreatedUtc))
            .Select(key => PlainText.Of(key.KeyId))];
        string what = version == ApiVersion.V1
            ? "of the same alias and scopes, may be its successor or anybody's key, as v1 tells neither owners nor ages"
            : "of the same user, alias and scopes, came after it and may be its successor";
        return found.Length == 0
            ? null
            : $"API key {PlainText.Of(old.KeyId)} may have been rotated before: {string.Join(", ", found)}, {what}.";
    }
}
