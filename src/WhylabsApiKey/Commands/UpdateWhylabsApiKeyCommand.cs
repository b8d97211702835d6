using System.Management.Automation;
using WhylabsApiKey.Binding;
using WhylabsApiKey.Configuration;
using WhylabsApiKey.Errors;

namespace WhylabsApiKey.Commands;

/// <summary>
/// Rotates API keys: makes a successor, proves that it works, hands it over, and only then revokes the old key. Whatever
/// happens in between, a key that works is in hand or the old one is as before.
/// </summary>
[Cmdlet(VerbsData.Update, "WhylabsApiKey", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = SameLifetimeSet)]
[OutputType(typeof(ApiKey))]
public sealed class UpdateWhylabsApiKeyCommand : ConnectionCommand
{
    private const string SameLifetimeSet = "SameLifetime";
    private const string TimeSet = "ExpirationTime";
    private const string DaysSet = "ExpiresInDays";

    private static readonly DateTime EndOfTime = DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);

    private readonly HashSet<string> _handled = new(StringComparer.Ordinal);

    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SeenKeyCompleter))]
    [NotToken]
    public string[] KeyId { get; set; } = [];

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SeenKeyCompleter))]
    [NotToken]
    public string? UserId { get; set; }

    /// <summary>Stores the new key: called with the new and the old one. An error of any kind in it undoes the rotation.</summary>
    [Parameter]
    public ScriptBlock? Save { get; set; }

    /// <summary>Leaves the old key alive, for an overlap.</summary>
    [Parameter]
    public SwitchParameter KeepOld { get; set; }

    [Parameter(ParameterSetName = TimeSet, Mandatory = true)]
    [InvariantTime]
    public DateTimeOffset ExpirationTime { get; set; }

    [Parameter(ParameterSetName = DaysSet, Mandatory = true)]
    [ValidateRange(0.0014, 36_500.0)]
    [ArgumentCompleter(typeof(DaysCompleter))]
    public double ExpiresInDays { get; set; }

    /// <summary>In v1, whose list does not tell it: the resource that the new key is limited to.</summary>
    [Parameter]
    [NotToken]
    public string? ResourceId { get; set; }

    /// <summary>The service that a piped key is of.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public Uri? IssuedBy { get; set; }

    [Parameter]
    public SwitchParameter AllowSelf { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        ForTarget(target: null, () =>
        {
            if (Save is null && !KeepOld && !this.IsPreview())
                throw new WhylabsApiException(WhylabsErrorId.SaveMissing, "The old key is revoked only once the new one is stored, and nothing says where.");
        });
    }

    protected override void ProcessRecord()
    {
        foreach (string keyId in KeyId)
        {
            if (!_handled.Contains(keyId))
                OutcomeFirst(() => ForTarget(keyId, () => Rotate(Connection.OrgId(OrgId), keyId)));
            else
                WriteWarning($"API key {PlainText.Of(keyId)} comes again, or was made here: it is not rotated a second time.");
        }
    }

    private void Rotate(string? orgId, string keyId)
    {
        Connection.RefuseElsewhere(IssuedBy);
        if (!KeepOld)
            Connection.RefuseOwnKey(keyId, AllowSelf);
        ApiKey old = Call((client, cancellation) => client.GetAsync(orgId, keyId, cancellation));
        if (!string.IsNullOrWhiteSpace(UserId) && old.UserId is not null && old.UserId != UserId)
            throw new WhylabsApiException(WhylabsErrorId.KeyNotFound, $"API key {keyId} in {orgId} is not a key of {UserId}.");
        CreateApiKeyRequest request = Successor(orgId, old);
        string? owner = Connection.ApiVersion == ApiVersion.V1 ? null : old.UserId;
        if (EarlierSuccessors.Warning(old, Call((client, cancellation) => client.ListAsync(orgId, owner, cancellation)), _handled, Connection.ApiVersion) is { } warning)
            WriteWarning(warning);

        string action = $"Rotate: make a new key that {request.ExpiryInWords}, then {(KeepOld ? "keep" : "revoke")} this one";
        if (this.MayChange(Force, Connection.Describe(keyId, old.Alias, old.UserId, orgId), action))
            Replace(orgId, old, request);
    }

    private void Replace(string? orgId, ApiKey old, CreateApiKeyRequest request)
    {
        _handled.Add(old.KeyId);
        ApiKey successor = CallToChange((client, cancellation) => client.CreateAsync(request, cancellation)).Replacing(old.KeyId, revoked: false);
        _handled.Add(successor.KeyId);

        // Taken before -Save runs, which may do with the object as it likes.
        string token = successor.RevealKey()!;
        string[] spellings = SecretSpellings.Of(token);
        var errors = new RotationErrors(old, successor, Place(orgId), spellings);
        var save = Save is null ? null : new SaveBlock(Save, SessionState);
        bool isStoring = false;
        try
        {
            bool isProved = Prove(token);
            isStoring = save is not null;
            save?.Run(successor, old);
            if (!isProved)
                WarnAfterwards($"This service cannot be asked whether it accepts the new key {successor.KeyId}: it is in place unproved.");
        }
        catch (Exception e) when (e is not PipelineStoppedException)
        {
            save?.Forget(spellings);
            throw errors.Undone(e, isStoring, Revoke(orgId, successor));
        }

        WhylabsApiException? notRevoked = KeepOld ? null : Revoke(orgId, old);
        Report(successor.Replacing(old.KeyId, revoked: !KeepOld && notRevoked is null), notRevoked is null ? null : errors.OldKeyNotRevoked(notRevoked));
    }

    // An error that ends the command comes after the new key, any other before it: who takes the key may want no more.
    private void Report(ApiKey successor, WhylabsApiException? error)
    {
        if (error is not null && !EndsPipeline(error))
            ForTarget(successor.Replaces, () => throw error);
        Emit(successor);
        if (error is not null && EndsPipeline(error))
            throw error;
    }

    /// <summary>False when the service cannot be asked.</summary>
    private bool Prove(string token)
    {
        try
        {
            return ValidateOutcome(token) is { Valid: false } refused
                ? throw new WhylabsApiException(WhylabsErrorId.ApiKeyRefused, $"The service does not accept the new key (request {refused.RequestId}).")
                : true;
        }
        catch (WhylabsApiException e) when (e.ErrorId == WhylabsErrorId.RouteNotFound)
        {
            return false;
        }
    }

    /// <summary>Revokes a key; why that failed, or null.</summary>
    private WhylabsApiException? Revoke(string? orgId, ApiKey key)
    {
        try
        {
            string? owner = ServiceVersion.Of(Connection.ApiVersion).HasOwners ? key.UserId : null;
            Remember([CallToChange((client, cancellation) => client.RevokeAsync(orgId, owner, key.KeyId, cancellation))]);
            return null;
        }
        catch (WhylabsApiException e)
        {
            return e;
        }
    }

    private CreateApiKeyRequest Successor(string? orgId, ApiKey old)
    {
        bool isV1 = Connection.ApiVersion == ApiVersion.V1;
        if (!isV1 && (ResourceId ?? old.ResourceId) is { } resource)
        {
            throw new WhylabsApiException(
                WhylabsErrorId.UnsupportedInVersion, $"A key limited to the resource {PlainText.Of(resource)} cannot be made in v0, and one that may do more is not put in its place.");
        }

        if (isV1 && ResourceId is null)
            WriteWarning($"v1 does not tell whether API key {PlainText.Of(old.KeyId)} is limited to a resource. The new key is not: pass -ResourceId if it is to be.");
        return new CreateApiKeyRequest(orgId, isV1 ? null : old.UserId, old.Scopes, old.Alias, Expires(old)) { ResourceId = ResourceId };
    }

    // Reckoned from the service's clock, which judges it.
    private DateTimeOffset? Expires(ApiKey old) => ParameterSetName switch
    {
        TimeSet => ExpirationTime,
        DaysSet => new DateTimeOffset(old.ObservedUtc.AddDays(ExpiresInDays)),
        _ when old.NeverExpires => null,
        _ => old.Lifetime is { } lifetime
            ? new DateTimeOffset(lifetime < EndOfTime - old.ObservedUtc ? old.ObservedUtc + lifetime : EndOfTime)
            : throw new WhylabsApiException(WhylabsErrorId.UnsupportedInVersion, "v1 does not tell when a key was made, and so not how long it was to live: pass -ExpiresInDays or -ExpirationTime."),
    };

    private string Place(string? orgId)
    {
        string org = orgId is null ? "" : $" -OrgId {SuggestedCommand.Quoted(PlainText.Of(orgId))}";
        return Connection.ApiVersion == ApiVersion.V1 ? $"{org} -ApiVersion V1" : org;
    }
}
