using System.Management.Automation;

namespace WhylabsApiKey.Rotation;

/// <summary>The errors of a rotation after its create: which key works, and what to do next.</summary>
/// <param name="revokeCommand">The command that revokes a key, or null.</param>
/// <param name="oldWorks">Whether the old key works; null if that is unknown.</param>
internal sealed class RotationErrors(ApiKey old, ApiKey successor, Func<ApiKey, string?> revokeCommand, bool? oldWorks = true)
{
    /// <summary>The new key failed its test or was not stored. It was revoked, unless that failed too.</summary>
    /// <param name="secret">The new secret, which the cause may hold.</param>
    public WhylabsApiException Undone(Exception cause, bool wasStoring, WhylabsApiException? notRevoked, SecretPieces secret) =>
        Failed(cause, secret, notRevoked is null
            ? $"The new key {successor.KeyId} was revoked to undo the rotation.{Stored(wasStoring)}"
            : $"The new key {successor.KeyId} could not be revoked and may still work: "
                + $"{notRevoked.Message}{Stored(wasStoring)} {Advice(successor)}");

    /// <summary>The new key failed its test or was not stored. It was not revoked: perhaps this rotation did not create it.</summary>
    /// <param name="lookAt">The command that lists it, or null.</param>
    public WhylabsApiException NotUndone(Exception cause, bool wasStoring, string? lookAt, SecretPieces secret) =>
        Failed(
            cause,
            secret,
            $"The new key {successor.KeyId} was not revoked: its creation time does not prove that this command created it."
            + $"{Stored(wasStoring)} Look at it before you revoke it{(lookAt is null ? "." : $": {lookAt}")}");

    /// <summary>The new key was revoked while -Save ran.</summary>
    public WhylabsApiException SuccessorGone() => new(
        WhylabsErrorId.RotationUndone,
        $"{NotRotated} After -Save ran, the new key {successor.KeyId} was revoked or could not be found.{Stored(wasStoring: true)}");

    /// <summary>Whether the new key still works is unknown, and so the old one was not revoked.</summary>
    public WhylabsApiException SuccessorUnknown(WhylabsApiException cause) => Of(
        cause,
        WhylabsErrorId.OldKeyNotRevoked,
        $"The command could not check whether the new key {successor.KeyId} still works after -Save. So it did not revoke the old key "
        + $"{old.KeyId}: {cause.Message} Look at both keys first. {Advice(old)}");

    /// <summary>The new key is stored, and the old one could not be revoked.</summary>
    public WhylabsApiException OldKeyNotRevoked(WhylabsApiException cause) => Of(
        cause,
        WhylabsErrorId.OldKeyNotRevoked,
        $"The new key {successor.KeyId} works and is stored. The old key {old.KeyId} may still work, since it could not be revoked: "
        + $"{cause.Message} {Advice(old)}");

    private string NotRotated => $"API key {old.KeyId} was not rotated" + oldWorks switch
    {
        true => ", and works as before:",
        false => ", but it is revoked or could not be found:",
        null => ", and whether it works as before could not be checked:",
    };

    private WhylabsApiException Failed(Exception cause, SecretPieces secret, string outcome)
    {
        string reason = cause is FlowControlException
            ? "-Save ended by exit, break or continue."
            : WithoutSecret(cause.Message, secret);
        return Of(cause, WhylabsErrorId.RotationUndone, $"{NotRotated} {reason} {outcome}", secret);
    }

    private static string Stored(bool wasStoring) =>
        wasStoring ? " If -Save stored the new key, store the old one again." : "";

    private string Advice(ApiKey key) => revokeCommand(key) is { } command ? $"Revoke it: {command}" : "Revoke it.";

    // The text is redacted before it is shortened, because half a secret is not recognized.
    private static string WithoutSecret(string text, SecretPieces secret)
    {
        string line = PlainText.Of(secret.Redact(text));
        return line.Length > 0 && char.IsPunctuation(line[line.Length - 1]) ? line : line + ".";
    }

    // If an exception of -Save holds the secret, only its redacted message is passed on.
    internal static WhylabsApiException Of(Exception cause, WhylabsErrorId errorId, string message, SecretPieces? secret = null)
    {
        var failure = cause as WhylabsApiException;
        bool holdsSecret = failure is not null && secret?.AreIn(ExceptionText.Of(failure) + failure.ServerMessage) == true;
        return new WhylabsApiException(errorId, message, failure, holdsSecret ? null : failure)
        {
            ServerMessage = failure?.ServerMessage is { } text ? secret?.Redact(text) ?? text : null,
        };
    }
}
