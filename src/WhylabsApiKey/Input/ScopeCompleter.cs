using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace WhylabsApiKey.Input;

/// <summary>Completes the scopes that the service knows, with their purpose.</summary>
internal sealed class ScopeCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Of(wordToComplete, KnownScopes.All.Select(scope => (scope.Name, $"{scope.Name}: {scope.Description}")));
}
