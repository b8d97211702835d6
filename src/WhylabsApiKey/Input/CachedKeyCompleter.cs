using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using WhylabsApiKey.Connection;

namespace WhylabsApiKey.Input;

/// <summary>Completes ids and aliases from the cached keys of the runspace; it sends no request.</summary>
internal sealed class CachedKeyCompleter : IArgumentCompleter
{
    private const int Several = 5;

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        IEnumerable<CachedKey> keys = KeyCache.Current.LatestFirst;
        IEnumerable<(string? Value, string Tip)> candidates = parameterName switch
        {
            "UserId" => keys.GroupBy(key => key.UserId).Select(group => (group.Key, Names(group))),
            "OrgId" => keys.GroupBy(key => key.OrgId).Select(group => ((string?)group.Key, Names(group))),
            "Alias" => keys.GroupBy(key => key.Alias).Select(group => (group.Key, string.Join("; ", group.Take(Several).Select(Describe)))),
            _ => keys.Select(key => ((string?)key.KeyId, Describe(key))),
        };

        // -Alias is a wildcard pattern, but the name of a new key.
        Func<string, string>? spell = parameterName == "Alias" && commandName != "New-WhylabsApiKey" ? Pattern : null;
        return Completion.Of(
            wordToComplete, candidates.Where(pair => pair.Value is not null).Select(pair => (pair.Value!, pair.Tip)), spell);
    }

    private static string Names(IEnumerable<CachedKey> keys) => string.Join(", ", keys.Take(Several).Select(key => key.Alias ?? key.KeyId));

    private static string Describe(CachedKey key)
    {
        string alias = key.Alias is null ? "" : $"\"{key.Alias}\" ";
        string owner = key.UserId is null ? "" : $"of {key.UserId}, ";
        string expiry = key.ExpiresUtc is { } time ? time.ToLocalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "never";
        return $"{alias}{owner}expires {expiry}";
    }

    // WildcardPattern.Escape does not escape the escape character.
    private static string Pattern(string alias) =>
        string.Concat(alias.Select(c => c is '*' or '?' or '[' or ']' or '`' ? $"`{c}" : c.ToString()));
}
