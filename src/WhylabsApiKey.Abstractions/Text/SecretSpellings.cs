using System.Text;
using System.Text.RegularExpressions;

namespace WhylabsApiKey;

/// <summary>The forms in which a token may occur in a text: whole or its secret part, plain or encoded.</summary>
internal static class SecretSpellings
{
    public const string Mark = "<redacted>";
    private const int ShortestSecret = 12;
    private static readonly Regex Quoted = new(":\\s*\"([^\"]*)\"", RegexOptions.CultureInvariant);

    public static string[] Of(string token) =>
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
        {
            IEnumerable<string> values = Quoted.Matches(token).Cast<Match>().Select(match => match.Groups[1].Value);
            return [token, .. values.Where(value => value.Length >= ShortestSecret)];
        }

        string bare = token.Split(':')[0];
        int dot = bare.IndexOf('.');
        return [token, bare, dot < 0 ? bare : bare.Substring(dot + 1)];
    }
}
