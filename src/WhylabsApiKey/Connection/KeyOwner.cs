namespace WhylabsApiKey.Connection;

/// <summary>Checks the expected owner of a key.</summary>
internal static class KeyOwner
{
    /// <summary>Returns the key if one of the users owns it, if there are no users, or if the key has no owner, as in v1.</summary>
    /// <exception cref="WhylabsApiException">KeyNotFound.</exception>
    public static ApiKey RequireOwner(this ApiKey key, IReadOnlyList<string> owners, string? orgId) =>
        owners.Count == 0 || key.UserId is null || owners.Contains(key.UserId, StringComparer.Ordinal)
            ? key
            : throw new WhylabsApiException(
                WhylabsErrorId.KeyNotFound, $"API key {key.KeyId} in {orgId} is not a key of {string.Join(", ", owners)}.");
}
