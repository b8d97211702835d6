using System.Text.RegularExpressions;

namespace WhylabsApiKey.Core.Http;

/// <summary>Recognizes fields that contain a secret by their name.</summary>
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

    /// <summary>Redacts the values of such fields in a text.</summary>
    public static string Redact(string text) => Assignment.Replace(text, match => match.Groups["name"].Value + SecretPieces.Mark);
}
