using System.Management.Automation;

namespace WhylabsApiKey.Errors;

/// <summary>What is said of a rotation that did not come to its end: which key works, and what is left to do.</summary>
/// <param name="place">What a command needs to reach the same keys: parameters with a blank before each.</param>
/// <param name="spellings">How the successor's secret may be spelled.</param>
internal sealed class RotationErrors(ApiKey old, ApiKey successor, string place, string[] spellings)
{
    /// <summary>The new key was not proved or not stored, and was revoked again, if that did not fail too.</summary>
    public WhylabsApiException Undone(Exception cause, bool wasStoring, WhylabsApiException? notRevoked)
    {
        string reason = cause is FlowControlException ? "-Save was left by exit, break or continue." : WithoutSecret(cause.Message);
        string stored = wasStoring ? " If -Save has stored it all the same, put the old key back there." : "";
        string outcome = notRevoked is null
            ? $"Its successor {successor.KeyId} is revoked again.{stored}"
            : $"Its successor {successor.KeyId} may still be alive, as it could not be revoked: {notRevoked.Message}{stored} Revoke it: {RevokeCommand(successor)}";
        return Of(cause, WhylabsErrorId.RotationUndone, $"API key {old.KeyId} was not rotated, and works as before: {reason} {outcome}");
    }

    /// <summary>The new key is stored, and the old one could not be revoked.</summary>
    public WhylabsApiException OldKeyNotRevoked(WhylabsApiException cause) => Of(
        cause,
        WhylabsErrorId.OldKeyNotRevoked,
        $"The new key {successor.KeyId} works and is stored, but the old one, {old.KeyId}, may still be alive: {cause.Message} Revoke it: {RevokeCommand(old)}");

    private string RevokeCommand(ApiKey key)
    {
        string owner = key.UserId is null ? "" : $" -UserId {SuggestedCommand.Quoted(PlainText.Of(key.UserId))}";
        return $"Revoke-WhylabsApiKey -KeyId {SuggestedCommand.Quoted(PlainText.Of(key.KeyId))}{owner}{place}";
    }

    // Redacted before it is shortened: half a secret would not be recognized.
    private string WithoutSecret(string text)
    {
        string line = PlainText.Of(spellings.Aggregate(text, (cleaned, spelling) => cleaned.Replace(spelling, SecretSpellings.Mark)));
        return line.Length > 0 && char.IsPunctuation(line[line.Length - 1]) ? line : line + ".";
    }

    // An exception of the caller's own script may hold the secret that it was given: only its message goes on, cleaned.
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
