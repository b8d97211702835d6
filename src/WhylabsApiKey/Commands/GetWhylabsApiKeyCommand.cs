using System.Management.Automation;
using WhylabsApiKey.Connection;
using WhylabsApiKey.Input;
using WhylabsApiKey.Listing;

namespace WhylabsApiKey.Commands;

/// <summary>Lists the API keys of an organization or of users, or looks keys up by id.</summary>
[Cmdlet(VerbsCommon.Get, "WhylabsApiKey", DefaultParameterSetName = ListSet)]
[OutputType(typeof(ApiKey))]
public sealed class GetWhylabsApiKeyCommand : ConnectionCommand
{
    private const string ListSet = "List";
    private const string ByIdSet = "ById";

    private KeyLookUps? _lookUps;
    private OrganizationLists? _lists;

    /// <summary>A key, the id of one, or a row with columns.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(ParameterSetName = ByIdSet, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CachedKeyCompleter))]
    [KeyId, NotToken]
    public string[] KeyId { get; set; } = [];

    // In both sets: a piped key yields itself, not all keys of its owner.
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CachedKeyCompleter)), NotToken, Text]
    public string[]? UserId { get; set; }

    [Parameter(ParameterSetName = ListSet, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(TypedWordCompleter)), NotToken, Text]
    public string[]? Email { get; set; }

    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty, WildcardPattern, SupportsWildcards, Text]
    [ArgumentCompleter(typeof(CachedKeyCompleter))]
    public string? Alias { get; set; }

    // 0 is refused: an unset variable converts to 0.
    [Parameter(ParameterSetName = ListSet)]
    [InvariantNumber, ValidateRange(0.01, 36_500.0), ArgumentCompleter(typeof(DaysCompleter))]
    public double? ExpiringWithinDays { get; set; }

    [Parameter(ParameterSetName = ListSet)]
    [InvariantNumber, ValidateRange(0.01, 36_500.0), ArgumentCompleter(typeof(DaysCompleter))]
    public double? UnusedForDays { get; set; }

    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter Expired { get; set; }

    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter NeverExpires { get; set; }

    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter IncludeRevoked { get; set; }

    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter Orphaned { get; set; }

    // This command accepts several organizations; the others act for one.
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("OrganizationId"), ArgumentCompleter(typeof(CachedKeyCompleter)), NotToken, Text(AcceptsOrganizations = true)]
    public new string[]? OrgId { get; set; }

    [Parameter(ParameterSetName = ByIdSet)]
    [ValidateRange(1, ClientOptions.MaximumConnections), WholeNumber]
    public int ThrottleLimit { get; set; } = 1;

    protected override void ProcessRecord()
    {
        foreach (PipelineRecord record in Read(InputObject, RecordUse.KeyOrOwner))
        {
            if (record.NamesKey)
                (_lookUps ??= new(this, ThrottleLimit)).Add(record);
            else
                (_lists ??= new OrganizationLists(this)).Add(record, (orgId, isOneOfSeveral) => List(record, orgId, isOneOfSeveral));
        }
    }

    private protected override void Complete()
    {
        _lookUps?.Complete();
        _lists?.Complete();
    }

    private void List(PipelineRecord record, string? orgId, bool isOneOfSeveral)
    {
        var filter = new KeyFilter(Alias, ExpiringWithinDays, UnusedForDays, IncludeRevoked)
        {
            ExactAlias = record.Alias,
            OnlyExpired = Expired,
            OnlyNeverExpiring = NeverExpires,
            OnlyOrphaned = Orphaned,
        };
        new KeyList(this, filter, ResolveOrgId(orgId)) { IsGrouped = isOneOfSeveral }.Write(ListTarget.Of(record));
    }
}
