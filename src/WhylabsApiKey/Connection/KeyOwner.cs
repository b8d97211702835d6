namespace WhylabsApiKey.Connection;

/// <summary>Checks the expected owner of a key.</summary>
internal static class KeyOwner
{
    /// <summary>Returns the key if one of the users owns it. Ignores blank users, and keys without an owner, as in v1.</summary>
    /// <exception cref="WhylabsApiException">KeyNotFound.</exception>
    public static ApiKey RequireOwner(this ApiKey key, IEnumerable<string?> owners, string? orgId)
    {
        string[] expected = [.. owners.Where(owner => !string.IsNullOrWhiteSpace(owner)).Select(owner => owner!)];
        return expected.Length == 0 || key.UserId is null || expected.Contains(key.UserId, StringComparer.Ordinal)
            ? key
            : throw new WhylabsApiException(
                WhylabsErrorId.KeyNotFound, $"API key {key.KeyId} in {orgId} is not a key of {string.Join(", ", expected)}.");
    }
}
