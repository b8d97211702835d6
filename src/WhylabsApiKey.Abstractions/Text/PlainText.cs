using System.Globalization;

namespace WhylabsApiKey;

/// <summary>Text from outside, made safe to show on a console.</summary>
internal static class PlainText
{
    private const int MostCharacters = 500;

    /// <summary>One line without control characters, shortened. Redact first: half a secret is not recognized.</summary>
    public static string Of(string text)
    {
        string line = Printable(text).Trim();
        return line.Length <= MostCharacters ? line : line.Substring(0, MostCharacters) + "…";
    }

    /// <summary>Replaces control and format characters, which steer a console or turn the direction of text, by blanks.</summary>
    public static string Printable(string text) =>
        text.All(IsPrintable) ? text : string.Concat(text.Select(c => IsPrintable(c) ? c : ' '));

    /// <summary>Whether a text can be shown as it is: printable, not blank and not too long.</summary>
    public static bool IsShowable(string text) => text.Length <= MostCharacters && !string.IsNullOrWhiteSpace(text) && text.All(IsPrintable);

    private static bool IsPrintable(char c) => !char.IsControl(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format;
}
