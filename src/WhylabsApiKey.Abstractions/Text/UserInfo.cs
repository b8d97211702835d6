using System.Text.RegularExpressions;

namespace WhylabsApiKey;

/// <summary>The user name and password in an address, such as that of a proxy, which .NET writes into its messages.</summary>
internal static class UserInfo
{
    private static readonly string[] ProxyVariables = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "https_proxy", "http_proxy", "all_proxy"];

    // Up to the last @ before the path; and the same in an address that is percent-encoded as a whole.
    private static readonly Regex InAddress = new(
        @"(?<=://)[^\s/?#""'<>]*@|(?<=%3A%2F%2F)(?:(?!%2F)[^\s/?#""'<>&])*?%40", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>Replaces the user name and password of each address in a text.</summary>
    public static string Redact(string text)
    {
        foreach (string password in ProxyPasswords())
            text = text.Replace(password, SecretPieces.Mark);
        return InAddress.Replace(text, SecretPieces.Mark + "@");
    }

    // By value: an address in the environment need not be valid, and its password may hold a slash.
    private static IEnumerable<string> ProxyPasswords()
    {
        foreach (string variable in ProxyVariables)
        {
            string address = Environment.GetEnvironmentVariable(variable) ?? "";
            int scheme = address.IndexOf("://", StringComparison.Ordinal);
            string rest = scheme < 0 ? address : address.Substring(scheme + 3);
            int end = rest.LastIndexOf('@');
            int colon = rest.IndexOf(':');
            if (colon < 0 || end - colon <= ShortestPassword)
                continue;
            string raw = rest.Substring(colon + 1, end - colon - 1);
            string plain = Uri.UnescapeDataString(raw);
            yield return raw;
            yield return plain;
            yield return Uri.EscapeDataString(plain);
            yield return Uri.EscapeDataString(raw);
        }
    }

    // A shorter one occurs in too many words.
    private const int ShortestPassword = 4;
}
