using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;

namespace WhylabsApiKey.Core.Http;

/// <summary>What an exception on the way to the service, or while its answer is read, means.</summary>
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
            return new Failure(WhylabsErrorId.Timeout, $"{host} gave no complete answer within {Seconds(options.Timeout)} s.", cause) { Status = status };
        if (e is OperationCanceledException)
            return new Failure(WhylabsErrorId.ConnectionFailed, $"{host} did not accept a connection in time.", cause) { NotProcessed = true };
        if (e is JsonException or InvalidDataException or InvalidOperationException)
            return new Failure(WhylabsErrorId.InvalidResponse, Unusable(host, response, e), cause) { Status = status, BrokeOff = e is not InvalidOperationException && MayHaveBrokenOff(response) };
        if (IsUnreadable(e))
            return new Failure(WhylabsErrorId.InvalidResponse, $"The answer of {host} is not HTTP, or its headers are too large.", cause);
        if (Innermost<AuthenticationException>(e) is { } tls)
            return new Failure(WhylabsErrorId.TlsFailed, $"No secure connection to {host}{CertificateProblem(tls.Message)}: {tls.Message}", cause) { NotProcessed = true };

        string reason = (Innermost<SocketException>(e)?.Message ?? e.Message).TrimEnd('.');
        return status is null
            ? new Failure(WhylabsErrorId.ConnectionFailed, $"The connection to {host} failed: {reason}.", cause) { NotProcessed = NeverConnected(e) }
            : new Failure(WhylabsErrorId.InvalidResponse, $"The answer of {host} broke off: {reason}.", cause) { Status = status, BrokeOff = true };
    }

    private static string Unusable(string host, HttpResponseMessage? response, Exception e) =>
        response?.Content.Headers.ContentType?.MediaType is "text/html"
            ? $"{host} answered with a web page; a proxy may stand in between."
            : $"The answer of {host} cannot be used. {e.Message}";

    // Without a length and without chunks, an answer that was cut off looks like one that ended.
    private static bool MayHaveBrokenOff(HttpResponseMessage? response) =>
        response is { Content.Headers.ContentLength: null, Headers.TransferEncodingChunked: not true };

    // The runtime's sentence names the problem by these flags, in every language.
    private static string CertificateProblem(string message) =>
        Names(message, "NotTimeValid") ? ", whose certificate has expired or is not valid yet"
        : Names(message, "NameMismatch") ? ", whose certificate is for another host name"
        : Names(message, "UntrustedRoot") || Names(message, "PartialChain") ? ", whose certificate no authority that this system trusts has signed"
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
