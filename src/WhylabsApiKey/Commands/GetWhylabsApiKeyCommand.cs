using System.Management.Automation;
using WhylabsApiKey.Binding;

namespace WhylabsApiKey.Commands;

/// <summary>Lists the API keys of an organization or of users, or looks keys up by id.</summary>
[Cmdlet(VerbsCommon.Get, "WhylabsApiKey", DefaultParameterSetName = ListSet)]
[OutputType(typeof(ApiKey))]
public sealed class GetWhylabsApiKeyCommand : ThrottledCommand
{
    private const string ListSet = "List";
    private const string ByIdSet = "ById";

    [Parameter(ParameterSetName = ByIdSet, Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [NotToken]
    public string[] KeyId { get; set; } = [];

    // In both sets, so that a key that is piped in yields itself and not all keys of its owner.
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NotToken]
    public string[]? UserId { get; set; }

    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string? Alias { get; set; }

    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(0.0, 36_500.0)]
    public double? ExpiringWithinDays { get; set; }

    [Parameter(ParameterSetName = ListSet)]
    [ValidateRange(0.0, 36_500.0)]
    public double? UnusedForDays { get; set; }

    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter IncludeRevoked { get; set; }

    protected override void ProcessRecord()
    {
        if (ParameterSetName == ByIdSet)
        {
            foreach (string keyId in KeyId)
                InTurn(keyId, () => BeginFind(keyId));
        }
        else
        {
            string? orgId = OrgId ?? Connection.DefaultOrgId;
            ForTarget(orgId, CheckFilters);
            foreach (string? userId in UsersToList())
                ForTarget(userId ?? orgId, () => List(userId));
        }
    }

    private Task<ApiKey> BeginFind(string keyId)
    {
        string orgId = Connection.OrgId(OrgId);
        string[] owners = [.. (UserId ?? []).Where(owner => !string.IsNullOrWhiteSpace(owner))];
        return BeginCall(async (client, cancellation) =>
        {
            ApiKey key = await client.GetAsync(orgId, keyId, cancellation).ConfigureAwait(false);
            return owners.Length == 0 || owners.Contains(key.UserId, StringComparer.Ordinal)
                ? key
                : throw new WhylabsApiException(WhylabsErrorId.KeyNotFound, $"API key {keyId} in {orgId} is not a key of {string.Join(", ", owners)}.");
        });
    }

    private void CheckFilters()
    {
        if (IncludeRevoked && (UserId is null || UnusedForDays is not null))
        {
            throw new WhylabsApiException(
                WhylabsErrorId.IncompatibleFilters,
                "-IncludeRevoked needs -UserId, and does not go with -UnusedForDays: only the list of a user's keys has the revoked ones, and only the organization's has the last use.");
        }
    }

    // A null stands for the whole organization, which a missing or blank user id must never come to mean.
    private string?[] UsersToList()
    {
        if (!MyInvocation.BoundParameters.ContainsKey(nameof(UserId)))
            return [null];
        if (UserId is null or [] || Array.Exists(UserId, string.IsNullOrWhiteSpace))
            return [""];
        if (UnusedForDays is not null)
            return [null];
        return UserId;
    }

    private void List(string? userId)
    {
        string orgId = Connection.OrgId(OrgId);
        if (userId is not null && string.IsNullOrWhiteSpace(userId))
            throw new WhylabsApiException(WhylabsErrorId.UserIdMissing, "The user id is empty.");

        IReadOnlyList<ApiKey> keys = Call((client, cancellation) => client.ListAsync(orgId, userId, cancellation));
        if (UnusedForDays is not null && keys.Count > 0 && keys.All(key => key.LastUsedTime is null))
            throw new WhylabsApiException(WhylabsErrorId.LastUseNotRecorded, $"No key of {orgId} has a last use.");

        WildcardPattern? alias = Alias is null ? null : new WildcardPattern(Alias, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        foreach (ApiKey key in keys)
        {
            if (IsWanted(key, alias))
                WriteObject(key);
        }
    }

    private bool IsWanted(ApiKey key, WildcardPattern? alias) =>
        (IncludeRevoked || !key.Revoked)
        && (alias is null || alias.IsMatch(key.Alias ?? ""))
        && (ExpiringWithinDays is not { } within || (!key.Expired && key.ExpiresInDays <= within))
        && (UnusedForDays is not { } unused || (key.IdleDays >= unused && UserId?.Contains(key.UserId, StringComparer.Ordinal) != false));
}
