using System.Text.Json;
using WhylabsApiKey.Core.Http;
using WhylabsApiKey.Core.Json;
using WhylabsApiKey.Core.Memory;

namespace WhylabsApiKey.Core.Client;

/// <summary>Reads the keys in a response, checks them against the request, and remembers which keys are fresh.</summary>
internal sealed class KeyResponses(ResponseCheck check, ServiceState state, Action<string> warn, Action<string> hide)
{
    /// <param name="userId">The expected owner of all keys; null for any owner.</param>
    /// <param name="recordsLastUse">Whether this kind of list has last uses, if the service records them.</param>
    public async Task<IReadOnlyList<ApiKey>?> ReadListAsync(
        ResponseBody body, string? orgId, string? userId, bool recordsLastUse, CancellationToken cancellation)
    {
        List<ApiKey> keys = await KeyResponseReader.ReadListAsync(body, cancellation).ConfigureAwait(false);

        // No key is remembered before all keys are checked.
        foreach (ApiKey key in keys)
            check.RequireOwner(key, orgId, userId);
        foreach (ApiKey key in keys)
            state.Update(key);
        WarnOfUnreadableTimes(keys);

        // If no key has a last use, the service does not record last uses.
        if (recordsLastUse && keys.Exists(key => key.LastUsedUtc is not null))
            body.Observation.SetRecordsLastUse();
        return keys;
    }

    public async Task<ApiKey?> ReadLookupAsync(ResponseBody body, string? orgId, string keyId, CancellationToken cancellation)
    {
        if (await KeyResponseReader.ReadLookupAsync(body, cancellation).ConfigureAwait(false) is not { } key)
            return null;
        ResponseCheck.RequireId(key, keyId);
        return Remember(check.RequireOwner(key, orgId, userId: null));
    }

    /// <summary>Reads the response to a create. It must contain the secret.</summary>
    public async Task<ApiKey?> ReadNewAsync(ResponseBody body, CancellationToken cancellation)
    {
        ApiKey key = await KeyResponseReader.ReadKeyAsync(body, cancellation).ConfigureAwait(false);
        string secret = key.RevealKey() ?? throw new JsonException("The body does not contain the new key.");
        if (secret != key.KeyId)
            hide(secret);
        return Remember(check.RequireProperties(key));
    }

    /// <summary>Reads the response to a revocation. It must confirm that the key is revoked.</summary>
    public async Task<ApiKey?> ReadRevokedAsync(
        ResponseBody body, string? orgId, string? userId, string keyId, CancellationToken cancellation)
    {
        ApiKey key = await KeyResponseReader.ReadKeyAsync(body, cancellation).ConfigureAwait(false);
        ResponseCheck.RequireId(key, keyId);
        check.RequireOwner(key, orgId, userId);
        return key.Revoked
            ? Remember(key)
            : throw new MismatchedResponseException("The response does not confirm that the key is revoked.");
    }

    private void WarnOfUnreadableTimes(IReadOnlyList<ApiKey> keys)
    {
        string[] keyIds = [.. keys.Where(key => key.UnreadableTimes != UnreadableTimes.None).Select(key => PlainText.Of(key.KeyId))];
        if (keyIds.Length > 0)
        {
            warn(
                $"The service returned an unreadable timestamp for API keys {PlainText.Of(string.Join(", ", keyIds))}. "
                + "The timestamp counts as the end of the year 9999, so that the keys do not look expired, old or unused.");
        }
    }

    private ApiKey Remember(ApiKey key)
    {
        state.Update(key);
        WarnOfUnreadableTimes([key]);
        return key;
    }
}
