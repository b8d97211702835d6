using System.Diagnostics;
using System.Net;
using WhylabsApiKey.Connection;

namespace WhylabsApiKey.Listing;

/// <summary>
/// Finds keys by id for one command. The first id of an organization is looked up alone. From the second id on, one list serves all,
/// because the service counts each look-up as a request and searches the list anyway.
/// </summary>
/// <param name="lookUpAsync">Looks up one key of an organization.</param>
/// <param name="listAsync">Lists the keys of an organization.</param>
/// <param name="isFresh">Whether a key is so new that a list may lack it.</param>
/// <param name="maximumAge">The maximum age of a list that is reused; infinite for any age.</param>
internal sealed class KeyDirectory(
    Func<string?, string, Task<ApiKey>> lookUpAsync,
    Func<string?, Task<IReadOnlyList<ApiKey>>> listAsync,
    Func<string, bool> isFresh,
    TimeSpan maximumAge,
    Func<TimeSpan> elapsed)
{
    /// <summary>How long a list is current.</summary>
    public static readonly TimeSpan ListLifetime = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, OrganizationKeys> _organizations = new(StringComparer.Ordinal);
    private readonly HashSet<string> _lookedUp = new(StringComparer.Ordinal);

    /// <summary>Whether the first key of an organization is looked up alone; otherwise the list is read for it too.</summary>
    public bool LooksUpFirstKey { get; init; } = true;

    /// <param name="maximumAge">
    /// The maximum age of a list that is reused; infinite if only owners matter, because an owner never changes.
    /// </param>
    public static KeyDirectory Of(ConnectionCommand command, TimeSpan maximumAge, bool looksUpFirstKey = true)
    {
        var watch = Stopwatch.StartNew();
        return new KeyDirectory(
            (orgId, keyId) => command.Client.GetAsync(orgId, keyId, command.Cancellation),
            orgId => command.Client.ListAsync(orgId, userId: null, command.Cancellation),
            keyId => command.Client.IsFresh(keyId),
            maximumAge,
            () => watch.Elapsed)
        {
            LooksUpFirstKey = looksUpFirstKey,
        };
    }

    /// <summary>Finds the key with an id. Not thread-safe.</summary>
    /// <exception cref="WhylabsApiException">KeyNotFound.</exception>
    public Task<ApiKey> FindAsync(string? orgId, string keyId) =>
        LooksUpFirstKey && _lookedUp.Add(orgId ?? "") ? lookUpAsync(orgId, keyId) : FindInListAsync(KeysOf(orgId), orgId, keyId);

    /// <summary>The keys of an organization.</summary>
    public Task<IReadOnlyList<ApiKey>> ListAsync(string? orgId) => KeysOf(orgId).ListAsync();

    /// <summary>Whether the latest list of an organization has a key.</summary>
    public bool HasListed(string? orgId, string keyId) => KeysOf(orgId).HasListed(keyId);

    private OrganizationKeys KeysOf(string? orgId)
    {
        if (!_organizations.TryGetValue(orgId ?? "", out OrganizationKeys? keys))
            _organizations[orgId ?? ""] = keys = new OrganizationKeys(() => listAsync(orgId), maximumAge, elapsed);
        return keys;
    }

    private async Task<ApiKey> FindInListAsync(OrganizationKeys keys, string? orgId, string keyId)
    {
        (ApiKey? key, string? requestId) = await keys.FindAsync(keyId).ConfigureAwait(false);
        if (key is not null)
            return key;

        // A look-up is retried for some seconds while the key is fresh.
        return isFresh(keyId) ? await lookUpAsync(orgId, keyId).ConfigureAwait(false) : throw NotFound(orgId, keyId, requestId);
    }

    private static WhylabsApiException NotFound(string? orgId, string keyId, string? requestId) => new(
        WhylabsErrorId.KeyNotFound,
        $"Could not find API key {PlainText.Of(keyId)} in {PlainText.Of(OrganizationName.Of(orgId))}: "
        + $"The key does not exist, or is already revoked. (HTTP 200{(requestId is null ? "" : $", request {requestId}")})")
    {
        StatusCode = HttpStatusCode.OK,
        RequestId = requestId,
        Attempts = 1,
    };
}
