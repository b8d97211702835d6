using System.Globalization;

namespace WhylabsApiKey.Core.Http;

/// <summary>The first line of a request: method, path and query. The service refuses a longer line.</summary>
internal static class RequestLine
{
    private const int MostBytes = 4096;
    private const string Alias = "&alias=";

    /// <summary>Refuses an operation whose request line is too long.</summary>
    /// <exception cref="WhylabsApiException">InvalidRequest.</exception>
    public static void Check<T>(ApiOperation<T> operation)
        where T : class
    {
        if (Length(operation) > MostBytes)
        {
            throw Refused(
                $"The request line would have {Number(Length(operation))} bytes, and the service takes {Number(MostBytes)}: "
                + "an id is too long, or there are too many scopes.");
        }
    }

    /// <summary>Refuses an alias that makes the request line too long.</summary>
    /// <param name="operation">The create without its alias.</param>
    /// <exception cref="WhylabsApiException">InvalidRequest.</exception>
    public static void CheckAlias<T>(ApiOperation<T> operation, string? alias)
        where T : class
    {
        Check(operation);
        int escaped = string.IsNullOrWhiteSpace(alias) ? 0 : Routes.Escape(alias!).Length;
        int left = Math.Max(0, MostBytes - Length(operation) - Alias.Length);
        if (escaped > left)
        {
            throw Refused(
                $"The alias is too long: {Number(left)} characters are left for it in the request line, and it takes {Number(escaped)}."
                + (escaped == alias!.Length ? "" : " A blank takes three of them, and so does each byte of a letter such as é."));
        }
    }

    // The path and query of an address are ASCII.
    private static int Length<T>(ApiOperation<T> operation)
        where T : class => $"{operation.Method} {operation.Address.PathAndQuery} HTTP/1.1".Length;

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static WhylabsApiException Refused(string message) => new(WhylabsErrorId.InvalidRequest, message);
}
