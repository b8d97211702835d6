using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace WhylabsApiKey.Input;

/// <summary>Completes usual numbers of days.</summary>
internal sealed class DaysCompleter : IArgumentCompleter
{
    private static readonly (string Value, string Tip)[] Usual = [("7", "a week"), ("30", "a month"), ("90", "a quarter")];

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Of(wordToComplete, Usual);
}
