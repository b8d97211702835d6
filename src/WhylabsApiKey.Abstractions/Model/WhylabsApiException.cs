using System.Net;

namespace WhylabsApiKey;

/// <summary>
/// A failed operation. The message is complete for people: it has the service's own sentence, the HTTP status and the
/// request id, and never a secret.
/// </summary>
public sealed class WhylabsApiException : Exception
{
    public WhylabsApiException(WhylabsErrorId errorId, string message, Exception? innerException = null)
        : base(PlainText.Printable(UserInfo.Redact(message)), innerException) => ErrorId = errorId;

    public WhylabsErrorId ErrorId { get; }

    /// <summary>The HTTP status, or null when there was no response.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The <c>X-Request-Id</c> of the last attempt, or null when nothing was sent.</summary>
    public string? RequestId { get; init; }

    /// <summary>The service's own message, word for word; null when it sent none.</summary>
    public string? ServerMessage { get; init; }

    /// <summary>How many requests were sent for the operation.</summary>
    public int Attempts { get; init; }

    /// <summary>
    /// The ids of the keys of which a create of unknown outcome may have made one, the best match first. Another caller may have
    /// made them: look before you revoke one.
    /// </summary>
    public IReadOnlyList<string> CandidateKeyIds { get; init; } = [];

    /// <summary>
    /// The ids of the keys that the command created and returned before this error, which may have ended it. Where its output was
    /// not kept, their secrets are lost.
    /// </summary>
    public IReadOnlyList<string> CreatedKeyIds { get; init; } = [];

    /// <summary>The candidates, with what is known of each.</summary>
    internal IReadOnlyList<CreateCandidate> Candidates { get; init; } = [];

    /// <summary>The create whose outcome is unknown; null for every other error.</summary>
    internal UnknownCreate? UnknownCreate { get; init; }

    /// <summary>Whether an attempt before the last may have been processed.</summary>
    internal bool MayBeDone { get; init; }

    /// <summary>The key that a create returned although it is not what was asked for; null for every other error.</summary>
    internal CreatedKey? CreatedKey { get; init; }

    /// <summary>Returns this failure with a sentence behind its message.</summary>
    /// <param name="createdKeyIds">The keys that the command created before.</param>
    internal WhylabsApiException With(string hint, IReadOnlyList<string>? createdKeyIds = null) => new(ErrorId, Message + hint, this)
    {
        StatusCode = StatusCode,
        RequestId = RequestId,
        ServerMessage = ServerMessage,
        Attempts = Attempts,
        CandidateKeyIds = CandidateKeyIds,
        CreatedKeyIds = createdKeyIds ?? CreatedKeyIds,
        Candidates = Candidates,
        UnknownCreate = UnknownCreate,
        MayBeDone = MayBeDone,
        CreatedKey = CreatedKey,
    };
}
