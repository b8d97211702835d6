using System.Text.RegularExpressions;

namespace WhylabsApiKey.Core.Http;

/// <summary>
/// Redacts messages: the token and new secrets, including their pieces and encodings; texts in the form of a token; values of fields
/// with a name such as "secret"; user names and passwords in addresses. Key ids and organizations stay readable.
/// </summary>
internal sealed class Redactor(string token)
{
    private readonly SecretPieces _pieces = new();

    // The pieces are computed for the first message, because most calls write none.
    private readonly Queue<string> _newSecrets = new([token]);

    // Ten characters of id, a dot, and a secret of 53 characters whose end may be missing.
    private static readonly Regex TokenShape = new(
        @"\b([A-Za-z0-9]{10})\.[A-Za-z0-9+\-^!$&@]{40,}", RegexOptions.CultureInvariant);

    /// <summary>Adds the secret of a new key.</summary>
    public void Add(string secret)
    {
        lock (_pieces)
            _newSecrets.Enqueue(secret);
    }

    public string Redact(string text) => SecretFields.Redact(UserInfo.Redact(TokenShape.Replace(
        RedactPieces(text), match => match.Groups[1].Value + "." + SecretPieces.Mark)));

    /// <summary>Returns the redacted text as one short line.</summary>
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
