using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace WhylabsApiKey;

/// <summary>The plain and encoded forms in which the secret of a token may occur in a text.</summary>
internal static class SecretSpellings
{
    private const int ShortestCredential = 12;
    private static readonly Regex Quoted = new(":\\s*\"([^\"]*)\"", RegexOptions.CultureInvariant);
    private static readonly Encoding[] Encodings = [Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode];

    /// <summary>The forms of a secret, each with the length of its shortest recognized piece.</summary>
    public static IEnumerable<(string Spelling, int Shortest)> Of(string token)
    {
        foreach (string secret in Secrets(token).Where(part => part.Length > 0))
        {
            string[] texts = [secret, Uri.EscapeDataString(secret), WebUtility.HtmlEncode(secret), InJson(secret)];
            foreach (string plain in texts.Distinct())
                yield return (plain, SecretPieces.ShortestPiece);
            foreach (Encoding encoding in Encodings)
            {
                byte[] bytes = encoding.GetBytes(secret);
                yield return (BitConverter.ToString(bytes).Replace("-", ""), 2 * SecretPieces.ShortestPiece);
                foreach (string base64 in Base64(bytes))
                {
                    yield return (base64, 2 * SecretPieces.ShortestPiece);
                    yield return (base64.Replace('+', '-').Replace('/', '_'), 2 * SecretPieces.ShortestPiece);
                }
            }
        }
    }

    // For a token: the part between the key id and the organization. For cloud credentials, which are JSON: each value.
    private static IEnumerable<string> Secrets(string token)
    {
        if (token.Length > 0 && token[0] == '{')
        {
            return Quoted.Matches(token).Cast<Match>().Select(match => match.Groups[1].Value)
                .Where(value => value.Length >= ShortestCredential);
        }

        string bare = token.Split(':')[0];
        return [bare.Substring(bare.IndexOf('.') + 1)];
    }

    private static string InJson(string secret) => string.Concat(
        secret.Select(c => char.IsLetterOrDigit(c) ? c.ToString() : "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture)));

    // Text before the secret shifts its base64 form. The first and last letters are left out because they also encode other text.
    private static IEnumerable<string> Base64(byte[] bytes)
    {
        for (int shift = 0; shift < 3; shift++)
        {
            string text = Convert.ToBase64String([.. new byte[shift], .. bytes]);
            int first = shift == 0 ? 0 : shift + 1;
            int whole = (shift + bytes.Length) * 8 / 6;
            if (whole > first)
                yield return text.Substring(first, whole - first);
        }
    }
}
