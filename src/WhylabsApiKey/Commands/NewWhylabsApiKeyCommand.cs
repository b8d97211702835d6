using System.Management.Automation;
using WhylabsApiKey.Connection;
using WhylabsApiKey.Input;
using WhylabsApiKey.Pipeline;

namespace WhylabsApiKey.Commands;

/// <summary>Creates an API key for a user. The result holds its secret; no other response does.</summary>
[Cmdlet(VerbsCommon.New, "WhylabsApiKey", SupportsShouldProcess = true, DefaultParameterSetName = NeverSet)]
[OutputType(typeof(ApiKey))]
public sealed class NewWhylabsApiKeyCommand : ConnectionCommand
{
    private const string NeverSet = "NeverExpires";
    private const string TimeSet = "ExpirationTime";
    private const string DaysSet = "ExpiresInDays";
    private const string DefaultScope = ":user";

    /// <summary>A row with the owner, and optionally the alias, scopes and expiry of the new key.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CachedKeyCompleter))]
    [NotToken, Text]
    public string? UserId { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(TypedWordCompleter))]
    [NotToken, Text]
    public string? Email { get; set; }

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NewAliasCompleter))]
    [NotToken, Text]
    public string? Alias { get; set; }

    [Parameter]
    [Scope]
    [ArgumentCompleter(typeof(ScopeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Scope { get; set; } = [DefaultScope];

    [Parameter(ParameterSetName = TimeSet, Mandatory = true)]
    [InvariantTime]
    public DateTimeOffset ExpirationTime { get; set; }

    /// <summary>Two minutes to a hundred years; the service refuses less than a minute.</summary>
    [Parameter(ParameterSetName = DaysSet, Mandatory = true)]
    [InvariantNumber]
    [ValidateRange(NewKeyTerms.ShortestDays, NewKeyTerms.LongestDays)]
    [ArgumentCompleter(typeof(DaysCompleter))]
    public double ExpiresInDays { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(TypedWordCompleter))]
    [NotToken, Text, ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

    private TargetProgress Progress => field ??= new TargetProgress(this);

    private protected override int RequestsPerKey => 1;

    protected override void ProcessRecord()
    {
        foreach (PipelineRecord record in Read(InputObject, RecordUse.NewKey))
        {
            ForTarget(record.Owner ?? record.Email, () => Create(record));
            Progress.Advance();
        }
    }

    private protected override void Expect(int targets) => Progress.Known += targets;

    private protected override void Complete() => Progress.End();

    private void Create(PipelineRecord record)
    {
        string? orgId = ResolveOrgId(record.OrgId);
        NewKeyTerms terms = NewKeyTerms.Of(Arguments).For(record);
        terms.RequireSupported(Address.Version, Arguments);
        string? owner = this.FindOwner(record, orgId);
        var request = new CreateApiKeyRequest(orgId, owner, terms.Scopes ?? Scope, record.NewAlias(), terms.Expires(Client.ServiceTime))
        {
            ResourceId = terms.ResourceId,
        };
        Client.Check(request);
        if (!this.Confirm(Address.DescribeOwner(owner, orgId), $"Create {request.KeyInWords}"))
            return;
        if (request.Expires is null)
            WriteVerboseMessage("The new key never expires. To limit a key, pass -ExpiresInDays or -ExpirationTime.");
        Emit(Progress.Time(() => Wait(Client.CreateAsync(request, Cancellation))));
    }
}
