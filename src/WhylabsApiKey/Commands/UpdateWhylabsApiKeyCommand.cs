using System.Globalization;
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
    public DateTimeOffset ExpirationTime { get; set; }

    [Parameter(ParameterSetName = DaysSet, Mandatory = true)]
    [ValidateRange(0.0014, 36_500.0)]
    [ArgumentCompleter(typeof(DaysCompleter))]
    public double ExpiresInDays { get; set; }

    [Parameter]
    public SwitchParameter AllowSelf { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        ForTarget(target: null, () =>
        {
            if (Save is null && !KeepOld)
                throw new WhylabsApiException(WhylabsErrorId.SaveMissing, "The old key is revoked only once the new one is stored, and nothing says where.");
        });
    }

    protected override void ProcessRecord()
    {
        foreach (string keyId in KeyId)
            ForTarget(keyId, () => Rotate(Connection.OrgId(OrgId), keyId));
    }

    private void Rotate(string? orgId, string keyId)
    {
        if (!KeepOld)
            RefuseOwnKey(keyId, AllowSelf);
        ApiKey old = Call((client, cancellation) => client.GetAsync(orgId, keyId, cancellation));
        if (!string.IsNullOrWhiteSpace(UserId) && old.UserId is not null && old.UserId != UserId)
            throw new WhylabsApiException(WhylabsErrorId.KeyNotFound, $"API key {keyId} in {orgId} is not a key of {UserId}.");
        DateTimeOffset? expires = Expires(old);
        WarnOfEarlierSuccessors(orgId, old);

        string expiry = expires is { } at ? $"expires at {at.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)}" : "never expires";
        string action = $"Replace by a new key that {expiry}, then {(KeepOld ? "keep it" : "revoke it")}";
        if (!MayChange(Force, Describe(keyId, old.Alias, old.UserId, orgId), action))
            return;

        var request = new CreateApiKeyRequest(orgId, Connection.ApiVersion == ApiVersion.V1 ? null : old.UserId, old.Scopes, old.Alias, expires) { ResourceId = old.ResourceId };
        ApiKey successor = Call((client, cancellation) => client.CreateAsync(request, cancellation));
        successor.TookThePlaceOf(keyId, revoked: false);
        var errors = new RotationErrors(orgId, old, successor);
        if (HandOver(successor, old) is { } problem)
            throw errors.Undone(problem, Revoke(orgId, successor));

        WhylabsApiException? notRevoked = KeepOld ? null : Revoke(orgId, old);
        successor.TookThePlaceOf(keyId, revoked: !KeepOld && notRevoked is null);
        Emit(successor);
        if (notRevoked is not null)
            throw errors.OldKeyNotRevoked(notRevoked);
    }

    /// <summary>Proves that the successor works and has it stored; what went wrong, or null.</summary>
    private Exception? HandOver(ApiKey successor, ApiKey old)
    {
        try
        {
            Prove(successor);
            if (Save is not null)
                new SaveBlock(Save).Run(successor, old);
            return null;
        }
        catch (Exception e) when (e is not PipelineStoppedException)
        {
            return e;
        }
    }

    private void Prove(ApiKey successor)
    {
        try
        {
            if (Validate(successor.RevealKey()!) is { Valid: false } refused)
                throw new WhylabsApiException(WhylabsErrorId.ApiKeyRefused, $"The service does not accept the new key (request {refused.RequestId}).");
        }
        catch (WhylabsApiException e) when (e.ErrorId == WhylabsErrorId.RouteNotFound)
        {
            WriteVerbose("This service cannot be asked whether it accepts the new key.");
        }
    }

    /// <summary>Revokes a key; why that failed, or null.</summary>
    private WhylabsApiException? Revoke(string? orgId, ApiKey key)
    {
        try
        {
            Remember([Call((client, cancellation) => client.RevokeAsync(orgId, key.UserId, key.KeyId, cancellation))]);
            return null;
        }
        catch (WhylabsApiException e)
        {
            return e;
        }
    }

    // The service does not know whether an earlier run that broke off had handed its successor over, so nobody may decide but a person.
    private void WarnOfEarlierSuccessors(string? orgId, ApiKey old)
    {
        string? owner = Connection.ApiVersion == ApiVersion.V1 ? null : old.UserId;
        string[] found = [.. Call((client, cancellation) => client.ListAsync(orgId, owner, cancellation))
            .Where(key => !key.Revoked && key.KeyId != old.KeyId && key.Alias == old.Alias
                && !(key.CreationTime < old.CreationTime)
                && new HashSet<string>(key.Scopes, StringComparer.Ordinal).SetEquals(old.Scopes))
            .Select(key => key.KeyId)];
        if (found.Length > 0)
            WriteWarning($"API key {old.KeyId} may have been rotated before: {string.Join(", ", found)} of the same user, alias and scopes came after it. Revoke what nobody uses.");
    }

    private DateTimeOffset? Expires(ApiKey old) => ParameterSetName switch
    {
        TimeSet => ExpirationTime,
        DaysSet => DateTimeOffset.UtcNow.AddDays(ExpiresInDays),
        _ when old.NeverExpires => null,
        _ => old.Lifetime is { } lifetime
            ? DateTimeOffset.UtcNow + lifetime
            : throw new WhylabsApiException(WhylabsErrorId.UnsupportedInVersion, "v1 does not tell when a key was made, and so not how long it was to live: pass -ExpiresInDays or -ExpirationTime."),
    };
}
