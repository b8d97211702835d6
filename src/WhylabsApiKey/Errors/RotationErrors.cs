using WhylabsApiKey.Commands;

namespace WhylabsApiKey.Errors;

/// <summary>What is said of a rotation that did not come to its end: which key works, and what is left to do.</summary>
internal sealed class RotationErrors(string? orgId, ApiKey old, ApiKey successor)
{
    /// <summary>The new key was not proved or not stored, and was revoked again, if that did not fail too.</summary>
    public WhylabsApiException Undone(Exception cause, WhylabsApiException? notRevoked)
    {
        string outcome = notRevoked is null
            ? $"Its successor {successor.KeyId} is revoked again."
            : $"Its successor {successor.KeyId} may still be alive, as it could not be revoked: {notRevoked.Message} Do so: {RevokeCommand(successor)}";
        string reason = SaveBlock.WithoutSecret(cause.Message, successor);
        return Of(cause, WhylabsErrorId.RotationUndone, $"API key {old.KeyId} was not rotated, and works as before: {reason} {outcome}");
    }

    /// <summary>The new key is stored, and the old one could not be revoked.</summary>
    public WhylabsApiException OldKeyNotRevoked(WhylabsApiException cause) => Of(
        cause,
        WhylabsErrorId.OldKeyNotRevoked,
        $"The new key {successor.KeyId} works and is stored, but the old one, {old.KeyId}, may still be alive: {cause.Message} Revoke it: {RevokeCommand(old)}");

    private string RevokeCommand(ApiKey key)
    {
        string place = orgId is null ? "" : $" -OrgId '{PlainText.Quotable(orgId)}'";
        string owner = key.UserId is null ? "" : $" -UserId '{PlainText.Quotable(key.UserId)}'";
        return $"Revoke-WhylabsApiKey -KeyId '{PlainText.Quotable(key.KeyId)}'{owner}{place}";
    }

    // What went wrong in the caller's own script may hold the secret that it was given: only its message goes on, cleaned.
    private static WhylabsApiException Of(Exception cause, WhylabsErrorId errorId, string message)
    {
        var failure = cause as WhylabsApiException;
        return new WhylabsApiException(errorId, message, failure)
        {
            StatusCode = failure?.StatusCode,
            RequestId = failure?.RequestId,
            ServerMessage = failure?.ServerMessage,
            Attempts = failure?.Attempts ?? 0,
        };
    }
}
