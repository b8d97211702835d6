using WhylabsApiKey.Connection;

namespace WhylabsApiKey.Rotation;

/// <summary>The two keys of a rotation as the service has them once -Save has run, which may have revoked either.</summary>
internal sealed record KeysAfterSave(bool SuccessorWorks, bool OldWorks)
{
    /// <exception cref="WhylabsApiException">The service did not say.</exception>
    public static KeysAfterSave LookUp(ConnectionCommand command, string? orgId, ApiKey old, ApiKey successor)
    {
        string? owner = command.Address.Version.HasOwners ? old.UserId : null;
        IReadOnlyList<ApiKey> keys = command.Wait(command.Client.ListAsync(orgId, owner, command.Cancellation));
        return new KeysAfterSave(
            Find(successor)?.Revoked is { } isRevoked ? !isRevoked : IsFound(command, orgId, successor), Find(old)?.Revoked == false);

        ApiKey? Find(ApiKey key) => keys.FirstOrDefault(listed => listed.KeyId == key.KeyId);
    }

    // A new key may be missing from a list for some seconds; the look-up of one is retried.
    private static bool IsFound(ConnectionCommand command, string? orgId, ApiKey key)
    {
        try
        {
            return !command.Wait(command.Client.GetAsync(orgId, key.KeyId, command.Cancellation)).Revoked;
        }
        catch (WhylabsApiException e) when (e.ErrorId == WhylabsErrorId.KeyNotFound)
        {
            return false;
        }
    }
}
