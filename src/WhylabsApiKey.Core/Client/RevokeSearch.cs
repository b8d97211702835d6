namespace WhylabsApiKey.Core.Client;

/// <summary>Looks whether a failed revocation has revoked the key: an attempt without a response may have revoked it.</summary>
internal sealed class RevokeSearch(string keyId, ServiceVersion version)
{
    /// <summary>Returns the key if it is revoked.</summary>
    /// <exception cref="WhylabsApiException">
    /// RevokeOutcomeUnknown if a retry did not find the key; otherwise the failure, with the remark that the key may be revoked.
    /// </exception>
    public async Task<ApiKey> FindRevokedAsync(
        WhylabsApiException failure, Func<CancellationToken, Task<IReadOnlyList<ApiKey>>> listAsync, CancellationToken cancellation)
    {
        if (!version.ListsRevokedKeys)
            throw Unknown(failure, $"the lists of {version.Name} leave out revoked keys.");
        IReadOnlyList<ApiKey> keys;
        try
        {
            keys = await listAsync(cancellation).ConfigureAwait(false);
        }
        catch (WhylabsApiException e)
        {
            throw Unknown(failure, e.Message);
        }

        return keys.FirstOrDefault(key => key.KeyId == keyId) switch
        {
            { Revoked: true } key => key,
            null => throw Unknown(failure, "it is not in the list of its owner's keys."),
            _ => throw Unknown(failure, "the list of its owner's keys has it as not revoked."),
        };
    }

    private static WhylabsApiException Unknown(WhylabsApiException failure, string reason) => new(
        failure.ErrorId == WhylabsErrorId.KeyNotFound ? WhylabsErrorId.RevokeOutcomeUnknown : failure.ErrorId,
        $"{failure.Message} An earlier attempt may have revoked the key, which is not certain: {reason}",
        failure,
        failure.InnerException);
}
