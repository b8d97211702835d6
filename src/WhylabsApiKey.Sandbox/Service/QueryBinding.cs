using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>How the service's web framework reads a query, and the responses with which it refuses one.</summary>
internal static class QueryBinding
{
    /// <summary>The response to a query that lacks a required parameter; null when it has all of them.</summary>
    public static ServiceResponse? RefuseMissing(ServiceRequest request, params string[] names) =>
        Array.Find(names, name => One(request.Query, name).Length == 0) is { } missing
            ? ServiceResponse.FrameworkError(request.Address, $"Required QueryValue [{missing}] not specified")
            : null;

    /// <summary>The response to an expiry that is no number; null when there is none, or when it is one.</summary>
    public static ServiceResponse? RefuseMalformedExpiry(ServiceRequest request)
    {
        string text = One(request.Query, "expiration_time");
        return text.Length == 0 || TryMilliseconds(text, out _)
            ? null
            : ServiceResponse.FrameworkError(request.Address, $"Failed to convert argument [expiration_time] for value [{text}]");
    }

    /// <summary>A parameter with one value. The framework joins repeated values with commas.</summary>
    public static string One(IQueryCollection query, string name) => query[name].ToString();

    /// <summary>A parameter with several values. The framework splits a value at its commas, but only when it is the only one.</summary>
    public static IReadOnlyList<string> Many(IQueryCollection query, string name) => query[name] switch
    {
        [] => [],
        [var only] => (only ?? "").TrimEnd(',').Split(','),
        var several => [.. several.Select(value => value ?? "")],
    };

    /// <summary>Milliseconds since 1970; null when the parameter is left out or blank.</summary>
    public static long? Milliseconds(IQueryCollection query, string name) =>
        TryMilliseconds(One(query, name), out long milliseconds) ? milliseconds : null;

    public static bool IsTrue(IQueryCollection query, string name) => bool.TryParse(One(query, name), out bool value) && value;

    private static bool TryMilliseconds(string text, out long milliseconds) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out milliseconds);
}
