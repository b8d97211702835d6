using System.Text.RegularExpressions;

namespace WhylabsApiKey.Core.Http;

/// <summary>Redacts texts for people: the caller's token by value, and anything that looks like a token.</summary>
internal sealed class Redactor(string token)
{
    // Ten characters of id, a dot, and 53 of secret; the id is public and stays.
    private static readonly Regex TokenShape = new(@"([A-Za-z0-9]{10})\.[A-Za-z0-9]{53}(:[\w-]+)?", RegexOptions.CultureInvariant);
    private string[]? _spellings;

    public string Redact(string text)
    {
        foreach (string spelling in _spellings ??= SecretSpellings.Of(token))
            text = text.Replace(spelling, SecretSpellings.Mark);
        return TokenShape.Replace(text, match => match.Groups[1].Value + "." + SecretSpellings.Mark);
    }

    /// <summary>The text without secrets, as one short line of a message.</summary>
    public string Line(string text) => PlainText.Of(Redact(text));

    /// <summary>The exception as the cause of an error that people see, unless it holds a secret itself.</summary>
    public Exception? Cause(Exception exception) => exception.ToString() is var text && Redact(text) == text ? exception : null;
}
