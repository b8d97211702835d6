using System.Globalization;

namespace WhylabsApiKey;

/// <summary>Makes text from outside safe to show on a console.</summary>
internal static class PlainText
{
    private const int MostCharacters = 500;

    /// <summary>Returns one shortened line without control characters. Redact first: a shortened secret is not recognized.</summary>
    public static string Of(string text)
    {
        string line = Printable(text).Trim();
        return line.Length <= MostCharacters ? line : line.Substring(0, MostCharacters) + "…";
    }

    /// <summary>Returns the whole text in quotes, with invisible characters as escape sequences.</summary>
    public static string Visible(string text) => $"\"{Exact(text)}\"";

    /// <summary>Returns the whole text, with invisible characters as escape sequences.</summary>
    public static string Exact(string text) => string.Concat(text.Select((c, i) =>
        IsPrintable(c) && (!char.IsWhiteSpace(c) || (c == ' ' && i > 0 && i < text.Length - 1)) ? c.ToString() : Escaped(c)));

    /// <summary>Replaces characters that could control the console or reverse the direction of text with blanks.</summary>
    public static string Printable(string text) =>
        IsPrintable(text) ? text : string.Concat(text.Select(c => IsPrintable(c) ? c : ' '));

    public static bool IsPrintable(string text)
    {
        foreach (char c in text)
        {
            if (c is < ' ' or > '~' && !IsPrintable(c))
                return false;
        }

        return true;
    }

    /// <summary>Whether a text can be shown unchanged: it is printable, not blank and not too long.</summary>
    public static bool IsShowable(string text) =>
        text.Length <= MostCharacters && !string.IsNullOrWhiteSpace(text) && IsPrintable(text);

    private static string Escaped(char c) => c switch
    {
        '\t' => "\\t",
        '\n' => "\\n",
        '\r' => "\\r",
        _ => "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture),
    };

    private static bool IsPrintable(char c) => !char.IsControl(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format;
}
