using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using WhylabsApiKey.Connection;

namespace WhylabsApiKey.Input;

/// <summary>Completes ids and aliases from the cached keys of the runspace; it sends no request.</summary>
internal class CachedKeyCompleter : IArgumentCompleter
{
    private const int Several = 5;

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        IEnumerable<CachedKey> keys = KeyCache.Current.LatestFirst;
        IEnumerable<(string? Value, string Tip)> candidates = parameterName switch
        {
            "UserId" => keys.GroupBy(key => key.UserId).Select(group => (group.Key, Names(group))),
            "OrgId" => OrganizationIds(keys),
            "Name" => KeyCache.Current.Organizations.GroupBy(organization => organization.Name)
                .Select(group => (group.Key, string.Join(", ", group.Take(Several).Select(organization => organization.OrgId)))),
            "Alias" => keys.GroupBy(key => key.Alias).Select(group => (group.Key, string.Join("; ", group.Take(Several).Select(Describe)))),
            _ => keys.Select(key => ((string?)key.KeyId, Describe(key))),
        };

        Func<string, string>? spell = parameterName switch
        {
            "Alias" => SpellAlias,
            "Name" => Completion.Pattern,
            _ => null,
        };
        Func<string, string?>? name = parameterName switch
        {
            "KeyId" => KeyCache.Current.AliasOf,
            "OrgId" => KeyCache.Current.NameOf,
            _ => null,
        };
        return Completion.Of(
            wordToComplete, candidates.Where(pair => pair.Value is not null).Select(pair => (pair.Value!, pair.Tip)), spell, name);
    }

    /// <summary>How an alias is written as an argument: as a wildcard pattern.</summary>
    protected virtual string SpellAlias(string alias) => Completion.Pattern(alias);

    private static IEnumerable<(string? Value, string Tip)> OrganizationIds(IEnumerable<CachedKey> keys)
    {
        IReadOnlyCollection<Organization> listed = KeyCache.Current.Organizations;
        return listed.Select(organization => ((string?)organization.OrgId, organization.Name ?? organization.OrgId))
            .Concat(keys.Where(key => listed.All(organization => organization.OrgId != key.OrgId))
                .GroupBy(key => key.OrgId).Select(group => ((string?)group.Key, Names(group))));
    }

    private static string Names(IEnumerable<CachedKey> keys) => string.Join(", ", keys.Take(Several).Select(key => key.Alias ?? key.KeyId));

    private static string Describe(CachedKey key)
    {
        string alias = key.Alias is null ? "" : $"\"{key.Alias}\" ";
        string owner = key.UserId is null ? "" : $"of {key.UserId}, ";
        string expiry = key.ExpiresUtc is { } time ? time.ToLocalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "never";
        return $"{alias}{owner}expires {expiry}";
    }
}
