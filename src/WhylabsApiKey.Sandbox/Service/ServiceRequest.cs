using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The parts of a request that the service reads.</summary>
internal sealed class ServiceRequest(HttpRequest http, string requestId)
{
    private const string ApiKey = "X-API-Key";
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public string RequestId => requestId;

    public string Method => http.Method;

    public string Address => http.Path;

    // Split from the raw target, because Kestrel does not decode %2F in a path and the service does.
    public string[] Path { get; } =
    [
        .. http.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0].Trim('/').Split('/')
            .Select(Uri.UnescapeDataString),
    ];

    public IQueryCollection Query => http.Query;

    /// <summary>The caller's credentials; null when the request has none.</summary>
    public string? Token => http.Headers.TryGetValue(ApiKey, out var header) ? header.ToString() : http.Cookies[ApiKey];

    /// <summary>The organization in the header of a v1 request; null when it has none.</summary>
    public string? NamedOrganization =>
        http.Headers["X-WHYLABS-ORGANIZATION"].ToString() is var named && string.IsNullOrWhiteSpace(named) ? null : named;

    public string RemoteAddress => http.HttpContext.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    public bool AcceptsJson => Accepted is [] || Accepted.Any(Json.IsSubsetOf);

    public bool AcceptsHtml => Accepted.Any(range => range.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the content type is missing or JSON. A create accepts no other.</summary>
    public bool IsJsonOrUntyped => string.IsNullOrEmpty(http.ContentType)
        || (MediaTypeHeaderValue.TryParse(http.ContentType, out MediaTypeHeaderValue? type) && type.IsSubsetOf(Json));

    private IList<MediaTypeHeaderValue> Accepted => http.GetTypedHeaders().Accept;
}
