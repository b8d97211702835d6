using System.Management.Automation;
using WhylabsApiKey.Connection;
using WhylabsApiKey.Input;
using WhylabsApiKey.Pipeline;

namespace WhylabsApiKey.Commands;

/// <summary>Revokes API keys, for good.</summary>
[Cmdlet(VerbsSecurity.Revoke, "WhylabsApiKey", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ApiKey))]
public sealed class RevokeWhylabsApiKeyCommand : ConnectionCommand
{
    private OrderedWindow<ApiKey>? _revocations;

    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CachedKeyCompleter))]
    [NotToken]
    public string[] KeyId { get; set; } = [];

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CachedKeyCompleter))]
    [NotToken]
    public string? UserId { get; set; }

    /// <summary>Describes a piped key to people; the service does not need it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public string? Alias { get; set; }

    /// <summary>The service that a piped key is of; in a copy of its database the same id is another key.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public Uri? IssuedBy { get; set; }

    [Parameter]
    [ValidateRange(1, ClientOptions.MaximumConnections)]
    public int ThrottleLimit { get; set; } = 1;

    [Parameter]
    public SwitchParameter AllowSelf { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        _revocations ??= new OrderedWindow<ApiKey>(this, ThrottleLimit, Emit);
        _revocations.Expect(KeyId.Length);
        foreach (string keyId in KeyId)
            _revocations.Add(keyId, RevokeAsync(keyId));
    }

    protected override void EndProcessing() => _revocations?.Complete();

    // Runs on the pipeline thread up to its await, which is the last thing that it does.
    private async Task<ApiKey?> RevokeAsync(string keyId)
    {
        string? orgId = ResolveOrgId();
        Address.RefuseOtherService(IssuedBy);
        Caller.RefuseOwnKey(keyId, AllowSelf);

        // What the service said of a key describes it better than a row does.
        (string? owner, string? alias) = (UserId, Keys.Find(keyId, Address.Endpoint) is { } known ? known.Alias : Alias);
        if (Address.Version.HasOwners && string.IsNullOrWhiteSpace(owner))
        {
            ApiKey key = Wait(Client.GetAsync(orgId, keyId, Cancellation));
            (owner, alias) = (key.UserId, key.Alias);
        }

        return this.Confirm(Address.DescribeKey(keyId, alias, owner, orgId), "Revoke", Force)
            ? await Client.RevokeAsync(orgId, Address.Version.HasOwners ? owner : null, keyId, Cancellation).ConfigureAwait(false)
            : null;
    }
}
