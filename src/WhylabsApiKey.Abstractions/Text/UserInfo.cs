using System.Text.RegularExpressions;

namespace WhylabsApiKey;

/// <summary>Redacts user names and passwords in addresses. .NET includes the address of a proxy in its messages.</summary>
internal static class UserInfo
{
    private static readonly string[] ProxyVariables = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "https_proxy", "http_proxy", "all_proxy"];

    // Matches up to the last @ before the path, also in a percent-encoded address.
    private static readonly Regex InAddress = new(
        @"(?<=://)[^\s/?#""'<>]*@|(?<=%3A%2F%2F)(?:(?!%2F)[^\s/?#""'<>&])*?%40", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>Replaces the user name and password of each address in a text.</summary>
    public static string Redact(string text)
    {
        foreach (string password in ProxyPasswords())
            text = text.Replace(password, SecretPieces.Mark);
        return InAddress.Replace(text, SecretPieces.Mark + "@");
    }

    // Redacted by value, since an address in the environment may be invalid, and its password may contain a slash.
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

    // A shorter password occurs in too many words.
    private const int ShortestPassword = 4;
}
