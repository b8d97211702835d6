using System.Text.RegularExpressions;

namespace WhylabsApiKey.Input;

/// <summary>Checks ids. The service does not trim them, so an id with white space or quotes from a file is refused.</summary>
internal static class Identifier
{
    private const string Quotes = "'\"`\u2018\u2019\u201A\u201B\u201C\u201D\u201E\u201F\u00AB\u00BB\u2039\u203A";
    private const int ShortestToken = 30;
    private static readonly Lazy<Regex> Token = new(() =>
        new Regex(@"^\W*([A-Za-z0-9]{10})\.[A-Za-z0-9]{20,}", RegexOptions.CultureInvariant));

    /// <summary>Returns the id.</summary>
    /// <param name="source">The parameter, column or variable of the id, such as <c>OrgId</c>.</param>
    /// <exception cref="WhylabsApiException">InvalidId.</exception>
    public static string Check(string source, string id) => Flaw(id) is not { } flaw
        ? id
        : throw new WhylabsApiException(
            WhylabsErrorId.InvalidId, TokenIdIn(id) is not null ? $"{source}: {flaw}" : $"{source} {PlainText.Visible(id)} {flaw}");

    public static bool IsSound(string id) => Flaw(id) is null;

    /// <summary>The key id of a token that was given instead of an id; null if the text is no token.</summary>
    public static string? TokenIdIn(string id) =>
        id.Length > ShortestToken && Token.Value.Match(id) is { Success: true } match ? match.Groups[1].Value : null;

    private static string? Flaw(string id)
    {
        if (TokenIdIn(id) is { } keyId)
            return $"This is a whole API key, with its secret. Its id is {keyId}.";
        if (id.Length > 0 && (PlainText.IsInvisible(id, 0) || PlainText.IsInvisible(id, id.Length - 1)))
            return "begins or ends with white space, which the service does not trim.";
        if (id.Any(char.IsControl))
            return "has a control character.";
        return id.Length > 1 && Quotes.IndexOf(id[0]) >= 0 && Quotes.IndexOf(id[id.Length - 1]) >= 0 ? "is enclosed in quotes." : null;
    }
}
