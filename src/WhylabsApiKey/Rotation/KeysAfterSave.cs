using WhylabsApiKey.Connection;

namespace WhylabsApiKey.Rotation;

/// <summary>Whether the two keys of a rotation still work after -Save, which may have revoked either.</summary>
internal sealed record KeysAfterSave(bool SuccessorWorks, bool OldWorks)
{
    /// <exception cref="WhylabsApiException">The look-up failed.</exception>
    public static KeysAfterSave LookUp(ConnectionCommand command, string? orgId, ApiKey old, ApiKey successor)
    {
        string? owner = command.Address.Version.HasOwners ? old.UserId : null;
        IReadOnlyList<ApiKey> keys = command.Wait(command.Client.ListAsync(orgId, owner, command.Cancellation));
        return new KeysAfterSave(
            Find(successor)?.Revoked is { } isRevoked ? !isRevoked : IsFound(command, orgId, successor), Find(old)?.Revoked == false);

        ApiKey? Find(ApiKey key) => keys.FirstOrDefault(listed => listed.KeyId == key.KeyId);
    }

    // A list may lack a new key for some seconds. A look-up of it is retried.
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
