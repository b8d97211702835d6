using System.Text.RegularExpressions;

namespace WhylabsApiKey.Core.Http;

/// <summary>
/// Redacts texts for people: the caller's token and new secrets by value, in pieces and encodings too; what looks like a token or
/// is in a field that is called so; and the user name and password of any address. Key ids and organizations stay readable.
/// </summary>
internal sealed class Redactor(string token)
{
    // Ten characters of id, a dot, and 53 of secret, of which some may be cut off.
    private static readonly Regex TokenShape = new(
        @"\b([A-Za-z0-9]{10})\.[A-Za-z0-9+\-^!$&@]{40,}", RegexOptions.CultureInvariant);

    private volatile SecretPieces? _pieces;

    /// <summary>Redacts the secret of a new key as well.</summary>
    public void Add(string secret) => _pieces = Pieces.And(secret);

    private SecretPieces Pieces => _pieces ??= new SecretPieces(token);

    public string Redact(string text) => SecretFields.Redact(UserInfo.Redact(TokenShape.Replace(
        Pieces.Redact(text), match => match.Groups[1].Value + "." + SecretPieces.Mark)));

    /// <summary>The text without secrets, as one short line of a message.</summary>
    public string Line(string text) => PlainText.Of(Redact(text));

    /// <summary>The exception as the cause of an error that people see, unless it holds a secret itself.</summary>
    public Exception? Cause(Exception exception) => ExceptionText.Of(exception) is var text && Redact(text) == text ? exception : null;
}
