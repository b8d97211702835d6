using System.Text.Json;
using WhylabsApiKey.Core.Http;
using WhylabsApiKey.Core.Json;
using WhylabsApiKey.Core.Memory;

namespace WhylabsApiKey.Core.Client;

/// <summary>Reads responses with keys, and checks each against its request.</summary>
internal sealed class KeyResponses(ServiceVersion version, ServiceState state)
{
    /// <param name="userId">The owner of all keys; null for any owner.</param>
    /// <param name="recordsLastUse">Whether the list has a last use, if the platform records any.</param>
    public async Task<IReadOnlyList<ApiKey>?> ReadListAsync(
        ResponseBody body, string? userId, bool recordsLastUse, CancellationToken cancellation)
    {
        List<ApiKey> keys = await KeyResponseReader.ReadListAsync(body, cancellation).ConfigureAwait(false);
        foreach (ApiKey key in keys)
        {
            // A proxy that drops the query would turn the keys of one user into those of all.
            if (userId is not null && Complete(key).UserId != userId)
                throw new JsonException("It has keys of other users than the requested one.");
            Remember(key);
        }

        // A platform that records no last use leaves it out of every key.
        if (recordsLastUse && keys.Exists(key => key.LastUsedUtc is not null))
            body.Observation.SetRecordsLastUse();
        return keys;
    }

    public async Task<ApiKey?> ReadLookupAsync(ResponseBody body, string keyId, CancellationToken cancellation) =>
        await KeyResponseReader.ReadLookupAsync(body, cancellation).ConfigureAwait(false) is { } key
            ? Remember(Requested(key, keyId))
            : null;

    /// <summary>Reads the response to a create, which must have the secret.</summary>
    public async Task<ApiKey?> ReadNewAsync(ResponseBody body, CancellationToken cancellation)
    {
        ApiKey key = await KeyResponseReader.ReadKeyAsync(body, cancellation).ConfigureAwait(false);
        if (key.Key is null)
            throw new JsonException("It does not hold the new key.");
        DeliveredKeys.Add(Remember(key));
        return key;
    }

    /// <summary>Reads the response to a revocation, which must confirm it.</summary>
    public async Task<ApiKey?> ReadRevokedAsync(ResponseBody body, string keyId, CancellationToken cancellation)
    {
        ApiKey key = Requested(await KeyResponseReader.ReadKeyAsync(body, cancellation).ConfigureAwait(false), keyId);
        return key.Revoked ? Remember(key) : throw new JsonException("It does not say that the key is revoked.");
    }

    private static ApiKey Requested(ApiKey key, string keyId) => string.Equals(key.KeyId, keyId, StringComparison.Ordinal)
        ? key
        : throw new JsonException($"It is about another key, {key.KeyId}.");

    private ApiKey Remember(ApiKey key)
    {
        state.Update(Complete(key));
        return key;
    }

    private ApiKey Complete(ApiKey key) =>
        version.HasOwners && key.UserId is null ? throw new JsonException("A key has no userId.")
        : version.TellsCreationTime && key.CreatedUtc is null ? throw new JsonException("A key has no creationTime.")
        : key;
}
