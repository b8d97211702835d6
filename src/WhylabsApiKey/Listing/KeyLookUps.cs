using WhylabsApiKey.Connection;
using WhylabsApiKey.Input;
using WhylabsApiKey.Pipeline;

namespace WhylabsApiKey.Listing;

/// <summary>Looks up the keys of records, several at a time.</summary>
internal sealed class KeyLookUps(ConnectionCommand command, int throttleLimit)
{
    private readonly OrderedWindow<ApiKey> _window = new(command, throttleLimit, command.Emit);
    private readonly KeyDirectory _directory = KeyDirectory.Of(command, KeyDirectory.ListLifetime);

    public void Add(PipelineRecord record)
    {
        IReadOnlyList<string> keyIds = command.RequireKeys(record);
        _window.Expect(keyIds.Count);
        foreach (string keyId in keyIds)
            _window.Add(keyId, FindAsync(record, keyId));
    }

    public void Complete() => _window.Complete();

    private async Task<ApiKey?> FindAsync(PipelineRecord record, string keyId)
    {
        ListTarget.RefuseFilters(record);
        KeyReference named = command.Resolve(record, keyId);
        ApiKey key = await _directory.FindAsync(named.OrgId, keyId)
            .WithHint(KeyNotFoundHint.Of(command, keyId, named.OrgId)).ConfigureAwait(false);
        return key.RequireOwner(named.Owners, named.OrgId);
    }
}
