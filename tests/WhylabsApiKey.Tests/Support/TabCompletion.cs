using System.Management.Automation;

namespace WhylabsApiKey.Tests.Support;

/// <summary>Completes a line as the Tab key does.</summary>
internal static class TabCompletion
{
    public static CompletionResult[] Complete(SandboxFixture sandbox, string line) =>
        [
            .. sandbox.Run("(TabExpansion2 $args[0] $args[0].Length).CompletionMatches", line)
                .Output.Select(item => (CompletionResult)item.BaseObject),
        ];

    public static IEnumerable<string> Texts(SandboxFixture sandbox, string line) =>
        Complete(sandbox, line).Select(result => result.CompletionText);

    public static IEnumerable<string> Values(SandboxFixture sandbox, string line) => Complete(sandbox, line)
        .Where(result => result.ResultType == CompletionResultType.ParameterValue).Select(result => result.ListItemText);

    /// <summary>Returns the line with its only completion inserted.</summary>
    public static string Completed(SandboxFixture sandbox, string before, string typed)
    {
        string line = before + typed;
        var completion = (CommandCompletion)Assert.Single(sandbox.Run("TabExpansion2 $args[0] $args[0].Length", line).Output).BaseObject;
        CompletionResult match = Assert.Single(
            completion.CompletionMatches, result => result.ResultType == CompletionResultType.ParameterValue);
        return string.Concat(
            line.AsSpan(0, completion.ReplacementIndex),
            match.CompletionText,
            line.AsSpan(completion.ReplacementIndex + completion.ReplacementLength));
    }
}
