using System.Net;

namespace WhylabsApiKey.Core.Http;

/// <summary>Why one attempt failed.</summary>
/// <param name="Reason">A sentence for the error message, without status and request id. <see cref="ToException"/> redacts it.</param>
internal sealed record Failure(WhylabsErrorId ErrorId, string Reason, Exception? Cause = null)
{
    public HttpStatusCode? Status { get; init; }

    public string? ServerMessage { get; init; }

    /// <summary>The service's <c>Retry-After</c>.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether it is certain that the service did not process the request.</summary>
    public bool NotProcessed { get; init; }

    /// <summary>The key in the response to a create that differs from the request.</summary>
    public CreatedKey? CreatedKey { get; init; }

    /// <summary>Whether the response was incomplete.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>Whether a retry may succeed.</summary>
    public bool IsTransient =>
        IsIncomplete
        || ErrorId is WhylabsErrorId.Timeout or WhylabsErrorId.TooManyRequests
        || (ErrorId is WhylabsErrorId.ConnectionFailed && Status is null)
        || Status is HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    /// <summary>Whether the service may have processed the attempt despite this failure.</summary>
    public bool MayBeProcessed(WhylabsErrorId notFound) => !NotProcessed && ErrorId != notFound;

    /// <summary>Whether the service may have processed the request although no usable response arrived.</summary>
    public bool IsLost => !NotProcessed
        && (IsIncomplete || ErrorId is WhylabsErrorId.Timeout or WhylabsErrorId.ConnectionFailed or WhylabsErrorId.ServerError);

    /// <summary>Whether a create with this failure may have created a key. A service may redirect after it created the key.</summary>
    public bool MayHaveCreatedKey =>
        IsLost || (!NotProcessed && ErrorId is WhylabsErrorId.InvalidResponse or WhylabsErrorId.UnexpectedRedirect);

    /// <param name="mayBeDone">Whether the service may have processed an earlier attempt.</param>
    public WhylabsApiException ToException(
        string purpose, WhylabsErrorId errorId, string requestId, int attempts, bool mayBeDone, Redactor redactor)
    {
        string status = Status is { } code ? $"HTTP {(int)code}, " : "";
        string tries = attempts == 1 ? "" : $", {attempts} attempts";
        string message = $"Could not {redactor.Line(purpose)}: {redactor.Line(Reason)} ({status}request {requestId}{tries})";
        return new WhylabsApiException(errorId, message, Cause)
        {
            StatusCode = Status,
            RequestId = requestId,
            ServerMessage = ServerMessage is null ? null : redactor.Line(ServerMessage),
            Attempts = attempts,
            CreatedKey = CreatedKey,
            MayBeDone = mayBeDone || IsLost,
        };
    }
}
