namespace WhylabsApiKey.Core.Http;

/// <summary>Distinguishes responses of the service from responses of a gateway, which tell nothing about keys.</summary>
internal static class ResponseOrigin
{
    private const string RequestIdHeader = "X-Request-Id";

    /// <summary>Whether the response has the id of the request in its header. The service always returns it.</summary>
    public static bool Echoes(HttpResponseMessage response, string requestId) =>
        response.Headers.TryGetValues(RequestIdHeader, out IEnumerable<string>? ids) && ids.Contains(requestId, StringComparer.Ordinal);

    /// <summary>
    /// Whether the service itself sent a refusal. A proxy may remove the header. Without the header, a refusal of the service has no
    /// body, or a body with the id of the request. The service sends no web pages.
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
