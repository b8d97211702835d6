using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>Reads and refuses query parameters as the service's web framework does.</summary>
internal static class QueryBinding
{
    /// <summary>Returns an error response if the query lacks a required parameter; otherwise null.</summary>
    public static ServiceResponse? RefuseMissing(ServiceRequest request, params string[] names) =>
        Array.Find(names, name => One(request.Query, name).Length == 0) is { } missing
            ? ServiceResponse.FrameworkError(request.Address, $"Required QueryValue [{missing}] not specified")
            : null;

    /// <summary>Returns an error response if the expiry is not a number; otherwise null.</summary>
    public static ServiceResponse? RefuseMalformedExpiry(ServiceRequest request)
    {
        string text = One(request.Query, "expiration_time");
        return text.Length == 0 || TryMilliseconds(text, out _)
            ? null
            : ServiceResponse.FrameworkError(request.Address, $"Failed to convert argument [expiration_time] for value [{text}]");
    }

    /// <summary>Returns the value of a parameter. The framework joins repeated values with commas.</summary>
    public static string One(IQueryCollection query, string name) => query[name].ToString();

    /// <summary>Returns the values of a parameter. The framework splits a single value at commas, but not repeated values.</summary>
    public static IReadOnlyList<string> Many(IQueryCollection query, string name) => query[name] switch
    {
        [] => [],
        [var only] => (only ?? "").TrimEnd(',').Split(','),
        var several => [.. several.Select(value => value ?? "")],
    };

    /// <summary>Returns milliseconds since 1970; null when the parameter is missing or blank.</summary>
    public static long? Milliseconds(IQueryCollection query, string name) =>
        TryMilliseconds(One(query, name), out long milliseconds) ? milliseconds : null;

    public static bool IsTrue(IQueryCollection query, string name) => bool.TryParse(One(query, name), out bool value) && value;

    private static bool TryMilliseconds(string text, out long milliseconds) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out milliseconds);
}
