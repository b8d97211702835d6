using System.Management.Automation;
using WhylabsApiKey.Connection;
using WhylabsApiKey.Input;
using WhylabsApiKey.Listing;
using WhylabsApiKey.Pipeline;

namespace WhylabsApiKey.Commands;

/// <summary>Revokes API keys permanently.</summary>
[Cmdlet(VerbsSecurity.Revoke, "WhylabsApiKey", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ApiKey))]
public sealed class RevokeWhylabsApiKeyCommand : ConnectionCommand
{
    private OrderedWindow<ApiKey>? _revocations;

    /// <summary>A key, the id of one, or a row with columns.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CachedKeyCompleter))]
    [KeyId, NotToken]
    public string[] KeyId { get; set; } = [];

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CachedKeyCompleter))]
    [NotToken, Text]
    public string? UserId { get; set; }

    [Parameter]
    [ValidateRange(1, ClientOptions.MaximumConnections)]
    [WholeNumber]
    public int ThrottleLimit { get; set; } = 1;

    [Parameter]
    public SwitchParameter AllowSelf { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    // An owner never changes, so the age of the list does not matter.
    private KeyDirectory Directory => field ??= KeyDirectory.Of(this, Timeout.InfiniteTimeSpan);

    private protected override int RequestsPerKey => 1;

    protected override void ProcessRecord()
    {
        _revocations ??= new OrderedWindow<ApiKey>(this, ThrottleLimit, Emit);
        foreach (PipelineRecord record in Read(InputObject, RecordUse.Key))
        {
            IReadOnlyList<string> keyIds = RequireKeys(record);
            _revocations.Expect(keyIds.Count);
            foreach (string keyId in keyIds)
            {
                if (Allowance.TakeNewWarning())
                    _revocations.Flush();
                _revocations.Add(keyId, RevokeAsync(record, keyId));
            }
        }
    }

    private protected override void Complete() => _revocations?.Complete();

    // Runs on the pipeline thread until the await at its end.
    private async Task<ApiKey?> RevokeAsync(PipelineRecord record, string keyId)
    {
        KeyReference named = Resolve(record, keyId);
        string? orgId = named.OrgId;
        Caller.RefuseOwnKey(keyId, AllowSelf);
        // The cached key of the service is more reliable than the row.
        CachedKey? known = Keys.Find(keyId, Address.Endpoint);
        string? owner = Address.Version.HasOwners ? named.Owner : null;
        if (Address.Version.HasOwners && owner is null)
        {
            Task<ApiKey> found = Directory.FindAsync(orgId, keyId).WithHint(KeyNotFoundHint.Of(this, keyId, orgId));
            known = CachedKey.Of(Wait(found).RequireOwner(named.Owners, orgId)).OrLastUseOf(known);
            owner = known.UserId;
        }

        string target = Address.DescribeKey(keyId, known is null ? named.Alias : known.Alias, owner, orgId, known?.State ?? named.State);
        return this.Confirm(target, "Revoke", Force)
            ? await Client.RevokeAsync(orgId, owner, keyId, Cancellation).ConfigureAwait(false)
            : null;
    }
}
