using System.Net;

namespace WhylabsApiKey;

/// <summary>
/// A failed operation. The message contains the service's message, the HTTP status and the request id. It never contains a secret.
/// </summary>
public sealed class WhylabsApiException : Exception
{
    public WhylabsApiException(WhylabsErrorId errorId, string message, Exception? innerException = null)
        : base(PlainText.Printable(UserInfo.Redact(message)), innerException) => ErrorId = errorId;

    /// <summary>An error with the status, request id and message of another error.</summary>
    internal WhylabsApiException(
        WhylabsErrorId errorId, string message, WhylabsApiException? failure, Exception? innerException)
        : this(errorId, message, innerException)
    {
        StatusCode = failure?.StatusCode;
        RequestId = failure?.RequestId;
        ServerMessage = failure?.ServerMessage;
        Attempts = failure?.Attempts ?? 0;
    }

    public WhylabsErrorId ErrorId { get; }

    /// <summary>The HTTP status, or null when there was no response.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The <c>X-Request-Id</c> of the last attempt, or null when no request was sent.</summary>
    public string? RequestId { get; init; }

    /// <summary>The service's message, redacted and on one line; null when it sent no message.</summary>
    public string? ServerMessage { get; init; }

    /// <summary>The number of requests that the operation sent.</summary>
    public int Attempts { get; init; }

    /// <summary>
    /// The ids of the keys that may be the result of a create of unknown outcome, the best match first. They may also come from
    /// another caller: check a key before you revoke it.
    /// </summary>
    public IReadOnlyList<string> CandidateKeyIds { get; init; } = [];

    /// <summary>
    /// The ids of the keys that the command created and returned before this error. If this error ended the command and its output
    /// was not assigned, their secrets are lost.
    /// </summary>
    public IReadOnlyList<string> CreatedKeyIds { get; init; } = [];

    /// <summary>The keys of <see cref="CandidateKeyIds"/>, each with whether it matches the request.</summary>
    internal IReadOnlyList<CreateCandidate> Candidates { get; init; } = [];

    /// <summary>The create whose outcome is unknown; null for every other error.</summary>
    internal UnknownCreate? UnknownCreate { get; init; }

    /// <summary>Whether the service may have processed an attempt before the last.</summary>
    internal bool MayBeDone { get; init; }

    /// <summary>The key in the response to a create that differs from the request; null for every other error.</summary>
    internal CreatedKey? CreatedKey { get; init; }

    /// <summary>Returns a copy of this exception with a hint at the end of its message.</summary>
    /// <param name="createdKeyIds">The ids of the keys that the command created before this error.</param>
    internal WhylabsApiException With(string hint, IReadOnlyList<string>? createdKeyIds = null) => new(ErrorId, Message + hint, this, this)
    {
        CandidateKeyIds = CandidateKeyIds,
        CreatedKeyIds = createdKeyIds ?? CreatedKeyIds,
        Candidates = Candidates,
        UnknownCreate = UnknownCreate,
        MayBeDone = MayBeDone,
        CreatedKey = CreatedKey,
    };
}
