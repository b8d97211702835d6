namespace WhylabsApiKey.Connection;

/// <summary>The owner that a caller expects a key to have.</summary>
internal static class KeyOwner
{
    /// <summary>Returns a key that belongs to one of some users; blanks, and a key without an owner, as in v1, leave it open.</summary>
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
