using System.Management.Automation;
using WhylabsApiKey.Connection;
using WhylabsApiKey.Input;
using WhylabsApiKey.Listing;
using WhylabsApiKey.Pipeline;

namespace WhylabsApiKey.Commands;

/// <summary>Lists the API keys of an organization or of users, or looks keys up by id.</summary>
[Cmdlet(VerbsCommon.Get, "WhylabsApiKey", DefaultParameterSetName = ListSet)]
[OutputType(typeof(ApiKey))]
public sealed class GetWhylabsApiKeyCommand : ConnectionCommand
{
    private const string ListSet = "List";
    private const string ByIdSet = "ById";

    private OrderedWindow<ApiKey>? _lookUps;

    [Parameter(ParameterSetName = ByIdSet, Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CachedKeyCompleter))]
    [NotToken]
    public string[] KeyId { get; set; } = [];

    // In both sets: a piped key yields itself, not all keys of its owner.
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CachedKeyCompleter))]
    [NotToken]
    public string[]? UserId { get; set; }

    [Parameter(ParameterSetName = ListSet, ValueFromPipelineByPropertyName = true)]
    [NotToken]
    public string[]? Email { get; set; }

    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [WildcardPattern]
    [ArgumentCompleter(typeof(CachedKeyCompleter))]
    [SupportsWildcards]
    public string? Alias { get; set; }

    // 0 is refused: an unset variable converts to 0.
    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(0.01, 36_500.0)]
    [ArgumentCompleter(typeof(DaysCompleter))]
    public double? ExpiringWithinDays { get; set; }

    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(0.01, 36_500.0)]
    [ArgumentCompleter(typeof(DaysCompleter))]
    public double? UnusedForDays { get; set; }

    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter IncludeRevoked { get; set; }

    [Parameter(ParameterSetName = ByIdSet)]
    [ValidateRange(1, ClientOptions.MaximumConnections)]
    public int ThrottleLimit { get; set; } = 1;

    protected override void ProcessRecord()
    {
        if (ParameterSetName == ListSet)
        {
            ForTarget(OrgId ?? Caller.OrgId, List);
            return;
        }

        _lookUps ??= new OrderedWindow<ApiKey>(this, ThrottleLimit, Emit);
        _lookUps.Expect(KeyId.Length);
        foreach (string keyId in KeyId)
            _lookUps.Add(keyId, FindAsync(keyId, UserId ?? []));
    }

    protected override void EndProcessing() => _lookUps?.Complete();

    // The parameters may be those of the next record when the response is here.
    private async Task<ApiKey?> FindAsync(string keyId, string[] owners)
    {
        string? orgId = ResolveOrgId();
        ApiKey key = await Client.GetAsync(orgId, keyId, Cancellation).ConfigureAwait(false);
        return key.RequireOwner(owners, orgId);
    }

    private void List()
    {
        // In a row, an empty cell stands for a parameter that is not given.
        string[]? emails = IsGiven(nameof(Email)) ? Email ?? [] : null;
        bool hasUser = IsGiven(nameof(UserId)) && !(emails is not null && Array.TrueForAll(UserId ?? [], string.IsNullOrWhiteSpace));
        var filter = new KeyFilter(Alias, ExpiringWithinDays, UnusedForDays, IncludeRevoked);
        filter.Check(Address.Version, hasUser || emails is not null);
        new KeyList(this, filter, ResolveOrgId()).Write(hasUser ? UserId ?? [] : null, emails);
    }
}
