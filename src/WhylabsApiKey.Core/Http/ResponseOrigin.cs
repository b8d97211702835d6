namespace WhylabsApiKey.Core.Http;

/// <summary>Whether a response is the service's own, or that of a gateway in between, which says nothing about keys.</summary>
internal static class ResponseOrigin
{
    private const string RequestIdHeader = "X-Request-Id";

    /// <summary>Whether the response has the id of its request in the header, as the service's have.</summary>
    public static bool Echoes(HttpResponseMessage response, string requestId) =>
        response.Headers.TryGetValues(RequestIdHeader, out IEnumerable<string>? ids) && ids.Contains(requestId, StringComparer.Ordinal);

    /// <summary>
    /// Whether a refusal is the service's own. A proxy may remove the header: then the refusal has no body, or one in the form of
    /// the service's errors about the same request. The service sends no web pages.
    /// </summary>
    public static bool IsService(HttpResponseMessage response, ErrorText? error, bool hasBody, string requestId)
    {
        if (response.Content?.Headers.ContentType?.MediaType is "text/html")
            return false;
        return Echoes(response, requestId)
            || error?.RequestId == requestId
            || (!hasBody && !response.Headers.Contains(RequestIdHeader));
    }
}
