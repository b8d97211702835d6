using System.Globalization;

namespace WhylabsApiKey;

/// <summary>Text from elsewhere, made fit to stand in a sentence on a console.</summary>
internal static class PlainText
{
    private const int MostCharacters = 500;

    /// <summary>
    /// One line without control characters, shortened. Redact before: half a secret would not be recognized any more.
    /// </summary>
    public static string Of(string text)
    {
        string line = Printable(text).Trim();
        return line.Length <= MostCharacters ? line : line.Substring(0, MostCharacters) + "…";
    }

    /// <summary>Blanks in the place of characters that steer a console, or that turn the direction of what follows.</summary>
    public static string Printable(string text) =>
        text.All(IsPrintable) ? text : string.Concat(text.Select(c => IsPrintable(c) ? c : ' '));

    /// <summary>Whether a text can be shown as it is: printable, not blank and not too long.</summary>
    public static bool IsShowable(string text) => text.Length <= MostCharacters && !string.IsNullOrWhiteSpace(text) && text.All(IsPrintable);

    private static bool IsPrintable(char c) => !char.IsControl(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format;

    /// <summary>Text as an argument of a command that people copy from a message.</summary>
    public static string Quoted(string text) => $"'{Quotable(Of(text))}'";

    /// <summary>
    /// Text fit to stand between plain single quotes in PowerShell, which takes the typographic ones for such too: all are
    /// doubled, so that one argument stays one.
    /// </summary>
    public static string Quotable(string text) =>
        string.Concat(text.Select(c => c is '\'' or (>= '\u2018' and <= '\u201B') ? $"{c}{c}" : c.ToString()));
}
