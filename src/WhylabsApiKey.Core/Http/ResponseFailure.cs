using System.Globalization;
using System.Net;

namespace WhylabsApiKey.Core.Http;

/// <summary>Translates a response other than 200 into a failure.</summary>
internal static class ResponseFailure
{
    public static Failure Missing(WhylabsErrorId notFound) =>
        new(notFound, "The key does not exist, or is already revoked.") { Status = HttpStatusCode.OK };

    /// <param name="body">The start of the body; null when the connection broke before the first byte.</param>
    public static Failure From(HttpResponseMessage response, byte[]? body, string requestId, WhylabsErrorId notFound, Clock clock)
    {
        HttpStatusCode status = response.StatusCode;
        var error = ErrorText.Parse(body ?? [], response.Content?.Headers.ContentType?.MediaType);
        string? message = error?.Message;
        bool isService = ResponseOrigin.IsService(response, error, hasBody: body is not [], requestId);

        // The absence of the validation route counts too, because the command then accepts a key without this check.
        bool needsOrigin = status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            || (status == HttpStatusCode.NotFound && notFound == WhylabsErrorId.RouteNotFound);
        WhylabsErrorId errorId = isService || !needsOrigin
            ? Meaning(status, error, isService ? notFound : WhylabsErrorId.RouteNotFound)
            : WhylabsErrorId.InvalidResponse;
        TimeSpan? retryAfter = RetryAfter(response, clock);
        return new Failure(errorId, Reason(errorId, message, response) + DelayText(retryAfter))
        {
            Status = status,
            ServerMessage = message,
            RetryAfter = retryAfter,
            NotProcessed = status is HttpStatusCode.ProxyAuthenticationRequired || errorId is WhylabsErrorId.TooManyRequests
                || (error is { IsPage: true } && !needsOrigin && errorId == WhylabsErrorId.InvalidResponse),
        };
    }

    private static WhylabsErrorId Meaning(HttpStatusCode status, ErrorText? error, WhylabsErrorId notFound) => (int)status switch
    {
        401 => WhylabsErrorId.Unauthorized,
        403 => WhylabsErrorId.Forbidden,
        404 => error is { HasServiceForm: true } ? notFound : WhylabsErrorId.RouteNotFound,
        407 => WhylabsErrorId.ConnectionFailed,
        408 => WhylabsErrorId.Timeout,
        429 => WhylabsErrorId.TooManyRequests,
        400 when error?.Message == "Key limit reached" => WhylabsErrorId.KeyLimitReached,
        301 or 302 or 303 or 307 or 308 => WhylabsErrorId.UnexpectedRedirect,
        >= 400 and < 500 => error is { IsPage: true } ? WhylabsErrorId.InvalidResponse : WhylabsErrorId.InvalidRequest,
        >= 500 => WhylabsErrorId.ServerError,
        _ => WhylabsErrorId.InvalidResponse,
    };

    private static string Reason(WhylabsErrorId errorId, string? message, HttpResponseMessage response) => errorId switch
    {
        WhylabsErrorId.UnexpectedRedirect =>
            $"{response.RequestMessage?.RequestUri?.Authority} redirects to {response.Headers.Location?.ToString() ?? "nowhere"}. "
            + "Redirects are not followed, so that the API key goes nowhere else.",
        WhylabsErrorId.ConnectionFailed => "The proxy requires credentials.",
        _ when message is not null => message,
        WhylabsErrorId.Unauthorized => "The service received no API key.",
        WhylabsErrorId.Forbidden =>
            "The service refuses: the API key is unknown, expired or revoked, lacks the role, or belongs to another organization.",
        WhylabsErrorId.RouteNotFound => "The service has no such address.",
        WhylabsErrorId.TooManyRequests => "Too many requests.",
        WhylabsErrorId.InvalidResponse when response.StatusCode is HttpStatusCode.NotFound =>
            "The response does not come from the service: it lacks the id of the request. Is the endpoint's base path right?",
        WhylabsErrorId.InvalidResponse when response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
            "The refusal does not come from the service: it is not in its form, and lacks the id of the request.",
        WhylabsErrorId.InvalidResponse => "The response is neither a result nor an error.",
        _ => $"The service responded with {response.ReasonPhrase ?? "an unexpected status"}.",
    };

    private static TimeSpan? RetryAfter(HttpResponseMessage response, Clock clock)
    {
        TimeSpan? delay = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date.UtcDateTime - (response.Headers.Date?.UtcDateTime ?? clock.UtcNow),
            _ => HasHugeRetryAfter(response) ? TimeSpan.MaxValue : null,
        };
        return delay < TimeSpan.Zero ? TimeSpan.Zero : delay;
    }

    // Whether Retry-After is a number of seconds that is too large for the type of the header.
    private static bool HasHugeRetryAfter(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Retry-After", out IEnumerable<string>? values)
        && values.Any(value => value.Trim() is { Length: > 9 } text && text.All(c => c is >= '0' and <= '9'));

    private static string DelayText(TimeSpan? retryAfter) => retryAfter is { } delay
        ? $" The service asks to wait {Math.Ceiling(delay.TotalSeconds).ToString(CultureInfo.InvariantCulture)} s."
        : "";
}
