using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using WhylabsApiKey.Connection;

namespace WhylabsApiKey.Input;

/// <summary>Completes the services of cached keys and of the environment, and the public one.</summary>
internal sealed class EndpointCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string?[] known =
        [
            .. KeyCache.Current.LatestFirst.Select(key => key.IssuedBy.AbsoluteUri),
            ServiceAddress.EndpointFromEnvironment(Environment.GetEnvironmentVariable),
            ServiceAddress.PublicService,
        ];
        CompletionResult[] results = [.. Completion.Of(
            wordToComplete,
            known.Where(address => Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.UserInfo.Length == 0)
                .Select(address => address!.TrimEnd('/')).Distinct().Select(address => (address, "the base address of a service")))];
        return results.Length > 0
            ? results
            : new TypedWordCompleter().CompleteArgument(commandName, parameterName, wordToComplete, commandAst, fakeBoundParameters);
    }
}
