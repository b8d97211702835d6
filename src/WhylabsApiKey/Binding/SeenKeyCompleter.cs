using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using WhylabsApiKey.Configuration;

namespace WhylabsApiKey.Binding;

/// <summary>Completes ids and aliases from the keys that this runspace has met; it never asks the service.</summary>
public sealed class SeenKeyCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        IEnumerable<ApiKey> keys = RunspaceState.Current.Keys.Latest.Where(key => !key.Revoked);
        IEnumerable<(string? Value, string Tip)> candidates = parameterName switch
        {
            "UserId" => keys.GroupBy(key => key.UserId).Select(group => (group.Key, Count(group))),
            "OrgId" => keys.GroupBy(key => key.OrgId).Select(group => ((string?)group.Key, Count(group))),
            "Alias" => keys.GroupBy(key => key.Alias).Select(group => (group.Key is { } alias ? WildcardPattern.Escape(alias) : null, Count(group))),
            _ => keys.Select(key => ((string?)key.KeyId, Describe(key))),
        };
        return Completion.Of(wordToComplete, candidates.Where(candidate => candidate.Value is not null).Select(candidate => (candidate.Value!, candidate.Tip)));
    }

    private static string Count(IEnumerable<ApiKey> keys) => string.Join(", ", keys.Take(5).Select(key => key.Alias ?? key.KeyId));

    private static string Describe(ApiKey key)
    {
        string alias = key.Alias is null ? "" : $"\"{key.Alias}\" ";
        string owner = key.UserId is null ? "" : $"of {key.UserId}, ";
        string expiry = key.ExpirationTime is { } time ? time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "never";
        return PlainText.Of($"{alias}{owner}expires {expiry}");
    }
}
