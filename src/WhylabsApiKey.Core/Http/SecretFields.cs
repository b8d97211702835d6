using System.Text.RegularExpressions;

namespace WhylabsApiKey.Core.Http;

/// <summary>Fields whose name says that they hold a secret.</summary>
internal static class SecretFields
{
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "key", "secret", "apiKey", "xApiKey", "token", "accessToken", "sessionToken", "secretAccessKey", "secretKey", "password",
        "authorization", "proxyAuthorization",
    };

    // Such as secret=…, "apiKey": "…" and X-API-Key: …
    private static readonly Regex Assignment = new(
        @"(?<name>(?<![/\w-])(?:secret|(?:x-)?api[_-]?key|password)""?\s*[:=]\s*""?)(?<value>[^\s"",;&}<]{4,})",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    public static bool Names(string name) => Known.Contains(name.Replace("_", "").Replace("-", ""));

    /// <summary>Replaces the values that a text assigns to such fields.</summary>
    public static string Redact(string text) => Assignment.Replace(text, match => match.Groups["name"].Value + SecretPieces.Mark);
}
