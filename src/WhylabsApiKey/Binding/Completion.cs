using System.Management.Automation;

namespace WhylabsApiKey.Binding;

/// <summary>What the completers share: which candidates fit a word, and how they are written.</summary>
internal static class Completion
{
    /// <summary>The candidates that begin with what was typed, quoted where the parser needs it.</summary>
    public static IEnumerable<CompletionResult> Of(string word, IEnumerable<(string Value, string Tip)> candidates)
    {
        string typed = word.Trim('\'', '"').TrimStart(':');
        foreach ((string value, string tip) in candidates)
        {
            if (value.TrimStart(':').StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                yield return new CompletionResult(Quoted(value), value, CompletionResultType.ParameterValue, tip);
        }
    }

    private static string Quoted(string value) => value.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or ':')
        ? value
        : $"'{PlainText.Quotable(value)}'";
}
