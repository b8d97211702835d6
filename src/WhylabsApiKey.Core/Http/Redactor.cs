using System.Text.RegularExpressions;

namespace WhylabsApiKey.Core.Http;

/// <summary>
/// Redacts texts for people: the caller's token and new secrets by value, in pieces and encodings too; what looks like a token or
/// is in a field that is called so; and the user name and password of any address. Key ids and organizations stay readable.
/// </summary>
internal sealed class Redactor(string token)
{
    private readonly SecretPieces _pieces = new();

    // Most calls write no message, and so need no pieces.
    private readonly Queue<string> _newSecrets = new([token]);

    // Ten characters of id, a dot, and 53 of secret, of which some may be cut off.
    private static readonly Regex TokenShape = new(
        @"\b([A-Za-z0-9]{10})\.[A-Za-z0-9+\-^!$&@]{40,}", RegexOptions.CultureInvariant);

    /// <summary>Redacts the secret of a new key as well.</summary>
    public void Add(string secret)
    {
        lock (_pieces)
            _newSecrets.Enqueue(secret);
    }

    public string Redact(string text) => SecretFields.Redact(UserInfo.Redact(TokenShape.Replace(
        RedactPieces(text), match => match.Groups[1].Value + "." + SecretPieces.Mark)));

    /// <summary>The text without secrets, as one short line of a message.</summary>
    public string Line(string text) => PlainText.Of(Redact(text));

    private string RedactPieces(string text)
    {
        lock (_pieces)
        {
            while (_newSecrets.Count > 0)
                _pieces.Add(_newSecrets.Dequeue());
            return _pieces.Redact(text);
        }
    }

    /// <summary>The exception as the cause of an error that people see, unless it holds a secret itself.</summary>
    public Exception? Cause(Exception exception) => ExceptionText.Of(exception) is var text && Redact(text) == text ? exception : null;
}
