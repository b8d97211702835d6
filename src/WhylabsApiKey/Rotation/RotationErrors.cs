using System.Management.Automation;

namespace WhylabsApiKey.Rotation;

/// <summary>The errors of a rotation that began: which key works, and what is left to do.</summary>
/// <param name="revokeCommand">The command that revokes a key, or null.</param>
internal sealed class RotationErrors(ApiKey old, ApiKey successor, Func<ApiKey, string?> revokeCommand)
{
    /// <summary>The new key was not proved or not stored, and was revoked, if that did not fail too.</summary>
    /// <param name="secret">The new secret, which the cause may hold.</param>
    public WhylabsApiException Undone(Exception cause, bool wasStoring, WhylabsApiException? notRevoked, SecretPieces secret) =>
        NotRotated(cause, secret, notRevoked is null
            ? $"The new key {successor.KeyId} was revoked to undo the rotation.{Stored(wasStoring)}"
            : $"The new key {successor.KeyId} could not be revoked and may still work: "
                + $"{notRevoked.Message}{Stored(wasStoring)} {Advice(successor)}");

    /// <summary>The new key was not proved or not stored, and nothing shows that this rotation created it: it is not revoked.</summary>
    /// <param name="lookAt">The command that lists it, or null.</param>
    public WhylabsApiException NotUndone(Exception cause, bool wasStoring, string? lookAt, SecretPieces secret) =>
        NotRotated(
            cause,
            secret,
            $"The new key {successor.KeyId} was not revoked: its creation time does not prove that this command created it."
            + $"{Stored(wasStoring)} Look at it before you revoke it{(lookAt is null ? "." : $": {lookAt}")}");

    /// <summary>The new key is stored, and the old one could not be revoked.</summary>
    public WhylabsApiException OldKeyNotRevoked(WhylabsApiException cause) => Of(
        cause,
        WhylabsErrorId.OldKeyNotRevoked,
        $"The new key {successor.KeyId} works and is stored. The old key {old.KeyId} may still work, since it could not be revoked: "
        + $"{cause.Message} {Advice(old)}");

    private WhylabsApiException NotRotated(Exception cause, SecretPieces secret, string outcome)
    {
        string reason = cause is FlowControlException
            ? "-Save ended by exit, break or continue."
            : WithoutSecret(cause.Message, secret);
        return Of(cause, WhylabsErrorId.RotationUndone, $"API key {old.KeyId} was not rotated, and works as before: {reason} {outcome}");
    }

    private static string Stored(bool wasStoring) =>
        wasStoring ? " If -Save stored the new key, store the old one again." : "";

    private string Advice(ApiKey key) => revokeCommand(key) is { } command ? $"Revoke it: {command}" : "Revoke it.";

    // Redacted before it is shortened: half a secret would not be recognized.
    private static string WithoutSecret(string text, SecretPieces secret)
    {
        string line = PlainText.Of(secret.Redact(text));
        return line.Length > 0 && char.IsPunctuation(line[line.Length - 1]) ? line : line + ".";
    }

    // An exception of -Save may hold the secret that it was given: only its redacted message goes on.
    internal static WhylabsApiException Of(Exception cause, WhylabsErrorId errorId, string message)
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
