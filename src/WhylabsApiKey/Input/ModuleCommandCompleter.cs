using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using WhylabsApiKey.Connection;

namespace WhylabsApiKey.Input;

/// <summary>Completes the commands of the module that have a connection.</summary>
internal sealed class ModuleCommandCompleter : IArgumentCompleter
{
    private static readonly Lazy<string[]> Names = new(() =>
    [
        .. typeof(ConnectionCommand).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ConnectionCommand)))
            .Select(type => (CmdletAttribute)Attribute.GetCustomAttribute(type, typeof(CmdletAttribute))!)
            .Select(cmdlet => $"{cmdlet.VerbName}-{cmdlet.NounName}").OrderBy(name => name, StringComparer.Ordinal),
    ]);

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Of(wordToComplete, Names.Value.Select(name => (name, $"what {name} would use")));
}
