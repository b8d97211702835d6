namespace WhylabsApiKey.Input;

/// <summary>Completes the alias of a new key from the cached keys of the runspace.</summary>
internal sealed class NewAliasCompleter : CachedKeyCompleter
{
    protected override string SpellAlias(string alias) => alias;
}
