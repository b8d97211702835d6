using System.Globalization;
using System.Net;
using System.Text.Json;
using WhylabsApiKey.Core.Http;
using WhylabsApiKey.Core.Json;
using WhylabsApiKey.Core.Memory;

namespace WhylabsApiKey.Core.Client;

/// <summary>
/// Checks each response against its request. A proxy may drop a header or the query, so that the service processes a different
/// request.
/// </summary>
internal sealed class ResponseCheck(ServiceVersion version, TokenIdentity caller)
{
    private const string None = "none";

    // The service may round the expiry down to whole seconds.
    private static readonly TimeSpan ExpiryTolerance = TimeSpan.FromSeconds(1);

    /// <summary>Requires the properties that every key of this version has.</summary>
    public ApiKey RequireProperties(ApiKey key) =>
        version.HasOwners && key.UserId is null ? throw new JsonException("A key has no userId.")
        : version.ReturnsCreationTime && key.CreatedUtc is null ? throw new JsonException("A key has no creationTime.")
        : key;

    /// <summary>Requires that a key belongs to the requested organization and, unless the user is null, to that user.</summary>
    public ApiKey RequireOwner(ApiKey key, string? orgId, string? userId)
    {
        if (!IsIn(key, orgId))
            throw new MismatchedResponseException($"The response is about the organization {key.OrgId}, not {orgId ?? caller.OrgId}.");
        return RequireProperties(key).UserId == userId || userId is null
            ? key
            : throw new MismatchedResponseException("The response has keys of other users than the requested one.");
    }

    /// <summary>Requires that a key has the requested id.</summary>
    public static void RequireId(ApiKey key, string keyId)
    {
        if (key.KeyId != keyId)
            throw new MismatchedResponseException($"The response is about another key, {key.KeyId}.");
    }

    /// <summary>Returns a failure if the new key differs from the request; otherwise null.</summary>
    public Failure? Created(ApiKey key, CreateApiKeyRequest request)
    {
        KeyDifference[] differences = [.. Differences(key, request).OfType<KeyDifference>()];
        if (differences.Length == 0)
            return null;
        string reason = $"The response is about API key {key.KeyId}, which is not what was requested: "
            + $"{string.Join(", ", differences.Select(difference => difference.ToString()))}. "
            + "That key exists, and its secret is not returned.";
        return new Failure(WhylabsErrorId.CreatedKeyDiffers, reason)
        {
            Status = HttpStatusCode.OK,
            CreatedKey = new CreatedKey(
                key.KeyId,
                key.UserId,
                key.CreatedUtc,
                differences,
                IsOfOwner: IsIn(key, request.OrgId) && IsOf(key, request.UserId),
                HasNewId: !IsKnown(key) && IsOwnSecret(key),
                key.IsMadeByItsRequest),
        };
    }

    /// <summary>Counts the differences between a key and a request in the properties that lists contain.</summary>
    public int CountDifferences(ApiKey key, CreateApiKeyRequest request) => Listed(key, request).OfType<KeyDifference>().Count();

    private IEnumerable<KeyDifference?> Differences(ApiKey key, CreateApiKeyRequest request) =>
    [
        caller.IsOf(key.KeyId) ? Difference("keyId", "a new one", "that of the calling key") : null,
        .. Listed(key, request),
        Text(request.ResourceId) == key.ResourceId ? null : Difference("resourceId", Text(request.ResourceId), key.ResourceId),
        key.Expired ? Difference("status", "Active", "Expired") : null,
        key.Revoked ? Difference("revoked", "false", "true") : null,
        IsOwnSecret(key) ? null : Difference("key", $"the secret of {key.KeyId} in {key.OrgId}", SecretOf(key)),
    ];

    private IEnumerable<KeyDifference?> Listed(ApiKey key, CreateApiKeyRequest request)
    {
        yield return IsIn(key, request.OrgId) ? null : Difference("orgId", request.OrgId ?? caller.OrgId, key.OrgId);
        yield return IsOf(key, request.UserId) ? null : Difference("userId", request.UserId, key.UserId);
        yield return key.HasScopes(Scopes(request)) ? null : Difference("scopes", Text(Scopes(request)), Text(key.Scopes));
        yield return Text(request.Alias) == key.Alias ? null : Difference("alias", Text(request.Alias), key.Alias);
        yield return HasExpiry(key, request.Expires?.UtcDateTime)
            ? null
            : Difference("expirationTime", Text(request.Expires?.UtcDateTime), Text(key.ExpiresUtc));
    }

    private static KeyDifference Difference(string property, string? requested, string? received) =>
        new(property, requested ?? None, received ?? None);

    // If neither the request nor the token names an organization, any organization is accepted.
    private bool IsIn(ApiKey key, string? orgId) => (orgId ?? caller.OrgId) is not { } expected || key.OrgId == expected;

    private bool IsOf(ApiKey key, string? userId) => !version.HasOwners || key.UserId == userId;

    private bool IsKnown(ApiKey key) => caller.IsOf(key.KeyId) || DeliveredKeys.Contains(key);

    // The service splits scopes at commas.
    private static IEnumerable<string> Scopes(CreateApiKeyRequest request) =>
        request.Scopes.SelectMany(scope => scope.Split([','], StringSplitOptions.RemoveEmptyEntries));

    private static bool HasExpiry(ApiKey key, DateTime? asked) => (key.ExpiresUtc, asked) switch
    {
        (null, null) => true,
        ({ } expires, { } requested) => expires <= requested && requested - expires <= ExpiryTolerance,
        _ => false,
    };

    private static string SecretOf(ApiKey key) =>
        TokenIdentity.Of(key.RevealKey()!).KeyId is { } keyId && keyId != key.KeyId ? $"the secret of {keyId}" : "another secret";

    private static bool IsOwnSecret(ApiKey key)
    {
        string start = key.KeyId + ".";
        string secret = key.RevealKey()!;
        if (!secret.StartsWith(start, StringComparison.Ordinal) || secret.Length == start.Length)
            return false;
        int colon = secret.IndexOf(':', start.Length);
        return colon < 0 || secret.Substring(colon + 1) == key.OrgId;
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    private static string? Text(DateTime? time) => time?.ToString("yyyy-MM-ddTHH:mm:ss.fffK", CultureInfo.InvariantCulture);

    private static string? Text(IEnumerable<string> scopes) => Text(string.Join(" ", scopes));
}
