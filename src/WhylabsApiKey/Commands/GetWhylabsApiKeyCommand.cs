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
    [ArgumentCompleter(typeof(SeenKeyCompleter))]
    [NotToken]
    public string[] KeyId { get; set; } = [];

    // In both sets, so that a key that is piped in yields itself and not all keys of its owner.
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SeenKeyCompleter))]
    [NotToken]
    public string[]? UserId { get; set; }

    [Parameter(ParameterSetName = ListSet, ValueFromPipelineByPropertyName = true)]
    [NotToken]
    public string[]? Email { get; set; }

    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [WildcardPattern]
    [ArgumentCompleter(typeof(SeenKeyCompleter))]
    [SupportsWildcards]
    public string? Alias { get; set; }

    // Never 0: a variable that was not set becomes that, and would choose every key by how long it has been idle.
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

    protected override void ProcessRecord()
    {
        if (ParameterSetName == ByIdSet)
        {
            InTurn(KeyId, BeginFind);
            return;
        }

        ForTarget(OrgId ?? Connection.DefaultOrgId, () =>
        {
            CheckFilters();
            string? orgId = Connection.OrgId(OrgId);
            if (IsGiven(nameof(UserId)) && !(IsGiven(nameof(Email)) && IsBlank(UserId)))
                ListUsers(orgId, UserId);
            else if (IsGiven(nameof(Email)))
                ListMembers(orgId!);
            else
                List(orgId, userId: null, users: null);
        });
    }

    private Task<ApiKey> BeginFind(string keyId)
    {
        string? orgId = Connection.OrgId(OrgId);
        string[] owners = [.. (UserId ?? []).Where(owner => !string.IsNullOrWhiteSpace(owner))];
        return BeginCall(async (client, cancellation) =>
        {
            ApiKey key = await client.GetAsync(orgId, keyId, cancellation).ConfigureAwait(false);
            return owners.Length == 0 || key.UserId is null || owners.Contains(key.UserId, StringComparer.Ordinal)
                ? key
                : throw new WhylabsApiException(WhylabsErrorId.KeyNotFound, $"API key {keyId} in {orgId} is not a key of {string.Join(", ", owners)}.");
        });
    }

    private void CheckFilters()
    {
        if (Connection.ApiVersion == ApiVersion.V1 && (IsGiven(nameof(UserId)) || IsGiven(nameof(Email)) || UnusedForDays is not null || IncludeRevoked))
        {
            throw new WhylabsApiException(
                WhylabsErrorId.UnsupportedInVersion,
                "The list of v1 has no owners, no last use and no revoked keys: -UserId, -Email, -UnusedForDays and -IncludeRevoked cannot be answered from it.");
        }

        if (IncludeRevoked && ((!IsGiven(nameof(UserId)) && !IsGiven(nameof(Email))) || UnusedForDays is not null))
        {
            throw new WhylabsApiException(
                WhylabsErrorId.IncompatibleFilters,
                "-IncludeRevoked needs -UserId or -Email, and does not go with -UnusedForDays: only the list of a user's keys has the revoked ones, and only the organization's has the last use.");
        }
    }

    private void ListMembers(string orgId)
    {
        if (Email is null or [] || Array.Exists(Email, string.IsNullOrWhiteSpace))
            throw new WhylabsApiException(WhylabsErrorId.UserIdMissing, "The email address is empty.");

        // Two addresses may be one user's, whose keys come once.
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (string email in Email)
        {
            ForTarget(email, () =>
            {
                if (UsersOf(orgId, email).Where(listed.Add).ToArray() is { Length: > 0 } users)
                    ListUsers(orgId, users);
            });
        }
    }

    // In a row of text, an empty cell stands for what is not given.
    private static bool IsBlank(string[]? values) => Array.TrueForAll(values ?? [], string.IsNullOrWhiteSpace);

    // A missing or blank user must never come to mean the whole organization.
    private void ListUsers(string? orgId, string[]? users)
    {
        if (users is null or [] || Array.Exists(users, string.IsNullOrWhiteSpace))
            throw new WhylabsApiException(WhylabsErrorId.UserIdMissing, "The user id is empty.");
        if (UnusedForDays is not null)
        {
            List(orgId, userId: null, users);
            return;
        }

        foreach (string userId in users)
            ForTarget(userId, () => List(orgId, userId, users));
    }

    private void List(string? orgId, string? userId, string[]? users)
    {
        IReadOnlyList<ApiKey> keys = Call((client, cancellation) => client.ListAsync(orgId, userId, cancellation));
        if (UnusedForDays is not null && keys.Count > 0 && keys.All(key => key.LastUsedTime is null))
            throw new WhylabsApiException(WhylabsErrorId.LastUseNotRecorded, $"No key of {orgId} has a last use.");

        if (userId is null && keys.Count == 0)
            Tell($"There is no key in {Connection.Place(orgId)}. The service answers the same for an organization that does not exist.");
        Remember(keys);
        WildcardPattern? alias = Alias is null ? null : WildcardPatternAttribute.Compile(Alias);
        foreach (ApiKey key in keys)
        {
            if (IsWanted(key, alias, users))
                WriteObject(key);
        }
    }

    private bool IsWanted(ApiKey key, WildcardPattern? alias, string[]? users) =>
        (IncludeRevoked || !key.Revoked)
        && (alias is null || alias.IsMatch(key.Alias ?? ""))
        && (ExpiringWithinDays is not { } within || (!key.Expired && key.ExpiresInDays <= within))
        && (UnusedForDays is not { } unused || (key.IdleDays >= unused && (users is null || users.Contains(key.UserId, StringComparer.Ordinal))));
}
