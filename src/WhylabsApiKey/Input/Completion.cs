using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace WhylabsApiKey.Input;

/// <summary>Selects the candidates that complete a word, and writes them as arguments.</summary>
internal static class Completion
{
    // The parser reads these as one argument, and not as a number.
    private static readonly Lazy<Regex> Bare = new(() =>
        new Regex(@"^(:?[\p{L}_][\p{L}\p{Nd}_.:-]*|[1-9][0-9]{0,8})\z", RegexOptions.CultureInvariant));
    private static readonly char[] Quotes = ['\'', '\u2018', '\u2019', '\u201A', '\u201B', '"', '\u201C', '\u201D', '\u201E'];

    /// <summary>The candidates that begin with the typed word, quoted where the parser needs it.</summary>
    /// <param name="spell">Returns a value as an argument; by default unchanged.</param>
    /// <param name="name">Returns another name of a value that the word may match.</param>
    public static IEnumerable<CompletionResult> Of(
        string word,
        IEnumerable<(string Value, string Tip)> candidates,
        Func<string, string>? spell = null,
        Func<string, string?>? name = null)
    {
        string typed = word.Trim(Quotes).TrimStart(':');
        foreach ((string value, string tip) in candidates.Where(candidate => IsTypable(candidate.Value)))
        {
            string argument = spell?.Invoke(value) ?? value;
            string text = CodeGeneration.EscapeSingleQuotedStringContent(argument);
            if (!Begins(value) && !Begins(text) && !(typed.Length > 0 && name?.Invoke(value) is { } other && Begins(other)))
                continue;
            yield return new CompletionResult(
                Bare.Value.IsMatch(argument) ? argument : $"'{text}'", value, CompletionResultType.ParameterValue, PlainText.Of(tip));
        }

        bool Begins(string text) => text.TrimStart(':').StartsWith(typed, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The pattern that matches exactly this text. WildcardPattern.Escape does not escape the escape character.</summary>
    public static string Pattern(string alias) =>
        string.Concat(alias.Select(c => c is '*' or '?' or '[' or ']' or '`' ? $"`{c}" : c.ToString()));

    // A control character could control the console.
    private static bool IsTypable(string value) => !string.IsNullOrWhiteSpace(value) && !value.Any(char.IsControl);
}
