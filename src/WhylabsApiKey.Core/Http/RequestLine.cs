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
        where T : class => Check(Length(operation));

    /// <summary>Refuses a create whose alias makes the request line too long.</summary>
    /// <exception cref="WhylabsApiException">InvalidRequest.</exception>
    public static void CheckAlias<T>(ApiOperation<T> operation, string? alias)
        where T : class
    {
        int length = Length(operation);
        if (length <= MostBytes || string.IsNullOrWhiteSpace(alias))
        {
            Check(length);
            return;
        }

        int escaped = Routes.Escape(alias!).Length;
        int others = length - escaped - Alias.Length;
        Check(others);
        throw Refused(
            $"The alias is too long: {Number(Math.Max(0, MostBytes - others - Alias.Length))} characters are left for it in the request "
            + $"line, and it takes {Number(escaped)}."
            + (escaped == alias!.Length ? "" : " A blank takes three of them, and so does each byte of a letter such as é."));
    }

    private static void Check(int length)
    {
        if (length > MostBytes)
        {
            throw Refused(
                $"The request line would have {Number(length)} bytes, and the service takes {Number(MostBytes)}: "
                + "an id is too long, or there are too many scopes.");
        }
    }

    // The path and query of an address are ASCII.
    private static int Length<T>(ApiOperation<T> operation)
        where T : class => operation.Method.Method.Length + operation.Address.PathAndQuery.Length + "  HTTP/1.1".Length;

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static WhylabsApiException Refused(string message) => new(WhylabsErrorId.InvalidRequest, message);
}
