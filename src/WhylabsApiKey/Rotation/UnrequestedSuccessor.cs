namespace WhylabsApiKey.Rotation;

/// <summary>The errors of a rotation for which the service returned another key than the requested one.</summary>
internal static class UnrequestedSuccessor
{
    /// <summary>The service returned a key that existed before. Nothing is revoked.</summary>
    public static WhylabsApiException Existed(ApiKey old, ApiKey key, string? lookAt)
    {
        string which = key.KeyId == old.KeyId ? "the key itself" : $"API key {PlainText.Of(key.KeyId)}";
        return new WhylabsApiException(
            WhylabsErrorId.CreatedKeyDiffers,
            $"{NotRotated(old)} For the new key, the service returned {which}, which existed before (request {key.RequestId}). "
            + $"Nothing was revoked. {Look(lookAt)}")
        {
            RequestId = key.RequestId,
        };
    }

    /// <summary>The key differs, and nothing shows that this rotation created it. Nothing is revoked.</summary>
    public static WhylabsApiException Kept(ApiKey old, WhylabsApiException cause, string? lookAt) => RotationErrors.Of(
        cause,
        WhylabsErrorId.CreatedKeyDiffers,
        $"{NotRotated(old)} {cause.Message} Nothing was revoked, since it is not certain that this command created that key. "
        + Look(lookAt));

    /// <summary>The key differs, and was created by this rotation, which revoked it if that did not fail.</summary>
    public static WhylabsApiException Undone(ApiKey old, WhylabsApiException cause, WhylabsApiException? notRevoked, string? revoke)
    {
        string keyId = PlainText.Of(cause.CreatedKey!.KeyId);
        return RotationErrors.Of(
            cause,
            WhylabsErrorId.RotationUndone,
            $"{NotRotated(old)} {cause.Message} " + (notRevoked is null
                ? $"API key {keyId} was revoked to undo the rotation."
                : $"API key {keyId} could not be revoked: {notRevoked.Message} Revoke it{(revoke is null ? "." : $": {revoke}")}"));
    }

    private static string NotRotated(ApiKey old) => $"API key {PlainText.Of(old.KeyId)} was not rotated, and is unchanged.";

    private static string Look(string? command) => command is null ? "List the keys before you try again." : $"Look at the keys: {command}";
}
