using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;

namespace WhylabsApiKey.Core.Http;

/// <summary>Translates an exception during a request, or while its response is read, into a failure.</summary>
internal static class TransportFailure
{
    public static bool Recognizes(Exception e) =>
        e is HttpRequestException or IOException or OperationCanceledException or JsonException
            or InvalidDataException or InvalidOperationException;

    public static Failure From(Exception e, HttpResponseMessage? response, ClientOptions options, bool timedOut, Redactor redactor)
    {
        string host = options.Endpoint.Authority;
        HttpStatusCode? status = response?.StatusCode;
        Exception? cause = redactor.Cause(e);
        if (timedOut)
            return Failed(WhylabsErrorId.Timeout, $"{host} sent no complete response within {Seconds(options.Timeout)} s.");
        if (e is OperationCanceledException { InnerException: TimeoutException })
            return Failed(WhylabsErrorId.ConnectionFailed, $"{host} did not accept a connection in time.") with { NotProcessed = true };
        if (e is OperationCanceledException)
            return Failed(WhylabsErrorId.ConnectionFailed, $"The connection to {host} was closed.");
        if (e is JsonException or InvalidDataException or InvalidOperationException)
        {
            bool isIncomplete = e is not InvalidOperationException && MayBeIncomplete(response);
            return Failed(WhylabsErrorId.InvalidResponse, Unusable(host, response, e)) with { IsIncomplete = isIncomplete };
        }

        if (IsUnreadable(e))
            return Failed(WhylabsErrorId.InvalidResponse, $"The response from {host} is not HTTP, or its headers are too large.");
        // A TLS failure after the handshake is a connection failure, because the service may have received the request.
        if (Innermost<AuthenticationException>(e) is { } tls && NeverConnected(e))
        {
            string problem = $"No secure connection to {host}{CertificateProblem(tls.Message)}: {tls.Message}";
            return Failed(WhylabsErrorId.TlsFailed, problem) with { NotProcessed = true };
        }

        string reason = (Innermost<SocketException>(e)?.Message ?? e.Message).TrimEnd('.');
        return status is null
            ? Failed(WhylabsErrorId.ConnectionFailed, $"No connection to {host}: {reason}.") with { NotProcessed = NeverConnected(e) }
            : Failed(WhylabsErrorId.InvalidResponse, $"The response from {host} broke off: {reason}.") with { IsIncomplete = true };

        Failure Failed(WhylabsErrorId errorId, string text) => new(errorId, text, cause) { Status = status };
    }

    private static string Unusable(string host, HttpResponseMessage? response, Exception e) =>
        response?.Content.Headers.ContentType?.MediaType is "text/html"
            ? $"The response from {host} is a web page; a proxy may stand in between."
            : $"The response from {host} is not usable. {e.Message}";

    // Without a content length and without chunks, an incomplete response looks like a complete one.
    private static bool MayBeIncomplete(HttpResponseMessage? response) =>
        response is { Content.Headers.ContentLength: null, Headers.TransferEncodingChunked: not true };

    // The runtime's message contains these flags in every language.
    private static string CertificateProblem(string message) =>
        Names(message, "NotTimeValid") ? ", whose certificate has expired or is not valid yet"
        : Names(message, "NameMismatch") ? ", whose certificate is for another host name"
        : Names(message, "UntrustedRoot") || Names(message, "PartialChain")
            ? ", whose certificate no authority that this system trusts has signed"
        : Names(message, "Revoked") ? ", whose certificate is revoked"
        : "";

    private static bool Names(string message, string flag) => message.IndexOf(flag, StringComparison.Ordinal) >= 0;

#if NET
    private static bool IsUnreadable(Exception e) =>
        e is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded };

    private static bool NeverConnected(Exception e) => e is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };
#else
    private static bool IsUnreadable(Exception e) =>
        Innermost<WebException>(e)?.Status is WebExceptionStatus.ServerProtocolViolation or WebExceptionStatus.MessageLengthLimitExceeded;

    private static bool NeverConnected(Exception e) => Innermost<WebException>(e)?.Status is WebExceptionStatus.NameResolutionFailure
        or WebExceptionStatus.ProxyNameResolutionFailure or WebExceptionStatus.ConnectFailure
        or WebExceptionStatus.SecureChannelFailure or WebExceptionStatus.TrustFailure;
#endif

    private static T? Innermost<T>(Exception e)
        where T : Exception
    {
        T? found = null;
        for (Exception? inner = e; inner is not null; inner = inner.InnerException)
            found = inner as T ?? found;
        return found;
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
