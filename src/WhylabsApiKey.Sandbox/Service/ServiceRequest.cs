using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>A request as the service reads it.</summary>
internal sealed class ServiceRequest(HttpRequest http, string requestId)
{
    private const string ApiKey = "X-API-Key";
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public string RequestId => requestId;

    public string Method => http.Method;

    public string Address => http.Path;

    // The server's routing leaves %2F in a path as it is; the service's own does not, so the raw target is split here.
    public string[] Path { get; } =
    [
        .. http.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0].Trim('/').Split('/')
            .Select(Uri.UnescapeDataString),
    ];

    public IQueryCollection Query => http.Query;

    /// <summary>The caller's credentials; null when there are none at all.</summary>
    public string? Token => http.Headers.TryGetValue(ApiKey, out var header) ? header.ToString() : http.Cookies[ApiKey];

    /// <summary>The organization that a v1 request names; null when it names none.</summary>
    public string? NamedOrganization =>
        http.Headers["X-WHYLABS-ORGANIZATION"].ToString() is var named && string.IsNullOrWhiteSpace(named) ? null : named;

    public string RemoteAddress => http.HttpContext.Connection.RemoteIpAddress?.ToString() ?? "unknown";

    public bool AcceptsJson => Accepted is [] || Accepted.Any(Json.IsSubsetOf);

    public bool AcceptsHtml => Accepted.Any(range => range.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the content type is none or JSON, which are all that a create consumes.</summary>
    public bool IsJsonOrUntyped => string.IsNullOrEmpty(http.ContentType)
        || (MediaTypeHeaderValue.TryParse(http.ContentType, out MediaTypeHeaderValue? type) && type.IsSubsetOf(Json));

    private IList<MediaTypeHeaderValue> Accepted => http.GetTypedHeaders().Accept;
}
