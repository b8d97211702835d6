using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>What the service's web framework turns away while it binds a request to an operation; null when it binds.</summary>
internal static class Binding
{
    public static Answer? RefusalOfCreate(HttpRequest request)
    {
        if (request.ContentType is { Length: > 0 } type && !type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
            return Answer.BadRequest(request.Path, $"Content Type [{type}] not allowed. Allowed types: [application/json]", 415, "Unsupported Media Type");
        string expiration = request.Query["expiration_time"].ToString();
        return expiration.Length == 0 || TryMilliseconds(expiration, out _)
            ? null
            : Answer.BadRequest(request.Path, $"Failed to convert argument [expiration_time] for value [{expiration}]");
    }

    public static Answer? Missing(HttpRequest request, string name) => request.Query[name].ToString().Length == 0
        ? Answer.BadRequest(request.Path, $"Required QueryValue [{name}] not specified")
        : null;

    public static bool TryMilliseconds(string text, out long milliseconds) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out milliseconds);
}
