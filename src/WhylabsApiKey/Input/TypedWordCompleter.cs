using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace WhylabsApiKey.Input;

/// <summary>
/// Completes a word to itself, and an empty word to a blank: without a result, the engine would offer the names of files.
/// </summary>
internal sealed class TypedWordCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
    [
        new CompletionResult(
            wordToComplete.Length == 0 ? " " : wordToComplete, parameterName, CompletionResultType.ParameterValue, parameterName),
    ];
}
