using System.Text.RegularExpressions;

namespace WhylabsApiKey.Core.Http;

/// <summary>Takes secrets out of texts for people: the caller's token by value, and anything of a token's shape.</summary>
internal sealed class Redactor(string token)
{
    // Ten characters of id, a dot, and 53 of secret; the id is public and stays.
    private static readonly Regex TokenShape = new(@"([A-Za-z0-9]{10})\.[A-Za-z0-9]{53}(:[\w-]+)?", RegexOptions.CultureInvariant);
    private readonly Lazy<string[]> _spellings = new(() => SecretSpellings.Of(token));

    public string Redact(string text)
    {
        foreach (string spelling in _spellings.Value)
            text = text.Replace(spelling, SecretSpellings.Mark);
        return TokenShape.Replace(text, match => match.Groups[1].Value + "." + SecretSpellings.Mark);
    }

    /// <summary>The text without secrets, as one short line of a message.</summary>
    public string Line(string text) => PlainText.Of(Redact(text));

    /// <summary>The exception as the cause of an error that people see, unless it holds a secret itself.</summary>
    public Exception? Cause(Exception exception) => exception.ToString() is var text && Redact(text) == text ? exception : null;
}
