using System.Management.Automation;
using WhylabsApiKey.Connection;
using WhylabsApiKey.Input;
using WhylabsApiKey.Pipeline;
using WhylabsApiKey.Rotation;

namespace WhylabsApiKey.Commands;

/// <summary>Rotates API keys: creates a new key, proves that it works, stores it, and only then revokes the old one.</summary>
[Cmdlet(VerbsData.Update, "WhylabsApiKey",
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = SameLifetimeSet)]
[OutputType(typeof(ApiKey))]
public sealed class UpdateWhylabsApiKeyCommand : ConnectionCommand
{
    private const string SameLifetimeSet = "SameLifetime";
    private const string TimeSet = "ExpirationTime";
    private const string DaysSet = "ExpiresInDays";

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CachedKeyCompleter)), KeyId, NotToken]
    public string[] KeyId { get; set; } = [];

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CachedKeyCompleter))]
    [NotToken, Text]
    public string? UserId { get; set; }

    /// <summary>Stores the new key. Receives the new key, which is $_ too, and the old key. An error in it undoes the rotation.</summary>
    [Parameter]
    public ScriptBlock? Save { get; set; }

    [Parameter]
    public SwitchParameter KeepOld { get; set; }

    [Parameter(ParameterSetName = TimeSet, Mandatory = true)]
    [InvariantTime]
    public DateTimeOffset ExpirationTime { get; set; }

    [Parameter(ParameterSetName = DaysSet, Mandatory = true)]
    [InvariantNumber]
    [ValidateRange(NewKeyTerms.ShortestDays, NewKeyTerms.LongestDays)]
    [ArgumentCompleter(typeof(DaysCompleter))]
    public double ExpiresInDays { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(TypedWordCompleter)), NotToken, Text, ValidateNotNullOrEmpty]
    public string? ResourceId { get; set; }

    [Parameter]
    public SwitchParameter AllowSelf { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    private RotatedKeys Rotated => field ??= new RotatedKeys(this);

    private protected override int RequestsPerKey => KeepOld ? 2 : 3;

    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        ForTarget(target: null, () => SaveBlock.Require(this, Save is not null || KeepOld));
    }

    protected override void ProcessRecord()
    {
        foreach (PipelineRecord record in Read(InputObject, RecordUse.OldKey))
        {
            foreach (string keyId in RequireKeys(record))
                ForTarget(keyId, () => Rotate(record, keyId));
        }
    }

    private void Rotate(PipelineRecord record, string keyId)
    {
        if (Rotated.Handled.Contains(keyId))
        {
            Warn($"API key {PlainText.Of(keyId)} was already processed by this command; skipped.");
            return;
        }

        KeyReference named = Resolve(record, keyId);
        var rotation = new KeyRotation(this, Rotated, named.OrgId);
        if (!KeepOld)
            Caller.RefuseOwnKey(named.KeyId, AllowSelf);
        NewKeyTerms terms = NewKeyTerms.Of(Arguments).ForSuccessor(record);
        terms.RequireSupported(Address.Version, Arguments);
        ApiKey old = rotation.FindOld(named);
        if (record.Row is { IsExport: true, LiveState: null } row)
            new ExportedTerms(row).RequireThoseOf(old, terms.HasExpiry);
        CreateApiKeyRequest request = rotation.Plan(old, new SuccessorPlan(terms));
        if (!this.Confirm(rotation.Describe(old), KeyRotation.Describe(request, terms, KeepOld), Force))
            return;
        ApiKey successor = rotation.HandOver(rotation.Create(request, old), old, Save);
        rotation.Report(KeepOld ? (successor, null) : rotation.RevokeOld(old, successor));
    }
}
