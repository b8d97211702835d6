using System.Globalization;

namespace WhylabsApiKey;

/// <summary>Makes text from outside safe to show on a console.</summary>
internal static class PlainText
{
    private const int MostCharacters = 500;

    // Letters and symbols that look like a blank.
    private const string Fillers = "\u115F\u1160\u2800\u3164\uFFA0";

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
        IsPrintable(text, i) && (!char.IsWhiteSpace(c) || (c == ' ' && i > 0 && i < text.Length - 1)) ? c.ToString() : Escaped(c)));

    /// <summary>Replaces characters that could control the console or reverse the direction of text with blanks.</summary>
    public static string Printable(string text) =>
        IsPrintable(text) ? text : string.Concat(text.Select((c, i) => IsPrintable(text, i) ? c : ' '));

    public static bool IsPrintable(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!IsPrintableAscii(text[i]) && !IsPrintable(text, i))
                return false;
        }

        return true;
    }

    /// <summary>Whether a character cannot be seen: white space, a control or format character, or a filler.</summary>
    public static bool IsInvisible(string text, int at) => char.IsWhiteSpace(text[at]) || !IsPrintable(text, at);

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

    private static bool IsPrintableAscii(char c) => c is >= ' ' and <= '~';

    private static bool IsPrintable(string text, int at)
    {
        char c = text[at];
        if (IsPrintableAscii(c))
            return true;

        // Both halves of a surrogate pair are the one character.
        int start = at > 0 && char.IsSurrogatePair(text[at - 1], c) ? at - 1 : at;
        return !char.IsControl(c) && Fillers.IndexOf(c) < 0 && CharUnicodeInfo.GetUnicodeCategory(text, start) != UnicodeCategory.Format;
    }
}
