using System.Text;
using System.Text.RegularExpressions;

namespace WhylabsApiKey.Core.Http;

/// <summary>Takes secrets out of texts for people: the caller's token by value, and anything of a token's shape.</summary>
internal sealed class Redactor(string token)
{
    private const string Mark = "<redacted>";
    private const int ShortestSecret = 12;

    // Ten characters of id, a dot, and 53 of secret; the id is public and stays.
    private static readonly Regex TokenShape = new(@"([A-Za-z0-9]{10})\.[A-Za-z0-9]{53}(:[\w-]+)?", RegexOptions.CultureInvariant);
    private static readonly Regex Quoted = new(":\\s*\"([^\"]*)\"", RegexOptions.CultureInvariant);
    private readonly Lazy<string[]> _spellings = new(() => Spellings(token));

    public string Redact(string text)
    {
        foreach (string spelling in _spellings.Value)
            text = text.Replace(spelling, Mark);
        return TokenShape.Replace(text, match => match.Groups[1].Value + "." + Mark);
    }

    /// <summary>The text without secrets, as one short line of a message.</summary>
    public string Line(string text) => PlainText.Of(Redact(text));

    /// <summary>The exception as the cause of an error that people see, unless it holds a secret itself.</summary>
    public Exception? Cause(Exception exception) => exception.ToString() is var text && Redact(text) == text ? exception : null;

    // Each secret part, in the spellings that an echo may have.
    private static string[] Spellings(string token) =>
    [
        .. Parts(token).Where(part => part.Length > 0).Distinct().SelectMany(part =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(part);
            string hex = BitConverter.ToString(bytes).Replace("-", "");
            string base64 = Convert.ToBase64String(bytes).TrimEnd('=');
            return new[]
            {
                part, Uri.EscapeDataString(part), part.Replace("\"", "\\\""), part.Replace("\"", "\\u0022"),
                base64, base64.Replace('+', '-').Replace('/', '_'), hex, hex.ToLowerInvariant(),
            };
        }).Distinct(),
    ];

    // A token also without its organization and without its public id; cloud credentials, which are JSON, value by value.
    private static string[] Parts(string token)
    {
        if (token[0] == '{')
            return [token, .. Quoted.Matches(token).Cast<Match>().Select(match => match.Groups[1].Value).Where(value => value.Length >= ShortestSecret)];
        string bare = token.Split(':')[0];
        int dot = bare.IndexOf('.');
        return [token, bare, dot < 0 ? bare : bare.Substring(dot + 1)];
    }
}
