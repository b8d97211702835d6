using System.Text.RegularExpressions;

namespace WhylabsApiKey.Core.Http;

/// <summary>Takes secrets out of texts for people: the caller's token by value, and anything of a token's shape.</summary>
internal sealed class Redactor(string token)
{
    private const string Mark = "<redacted>";

    // Ten characters of id, a dot, and 53 of secret; the id is public and stays.
    private static readonly Regex TokenShape = new(@"([A-Za-z0-9]{10})\.[A-Za-z0-9]{53}(:[\w-]+)?", RegexOptions.CultureInvariant);
    private static readonly string[] SecretHeaders = ["X-API-Key", "Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie"];

    public string Redact(string text) => TokenShape.Replace(
        text.Replace(token, Mark).Replace(Uri.EscapeDataString(token), Mark),
        match => match.Groups[1].Value + "." + Mark);

    public string Redact(string headerName, string value) =>
        SecretHeaders.Contains(headerName, StringComparer.OrdinalIgnoreCase) ? Mark : Redact(value);
}
