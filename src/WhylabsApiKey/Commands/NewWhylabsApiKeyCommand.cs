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

    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CachedKeyCompleter))]
    [NotToken]
    public string? UserId { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NotToken]
    public string? Email { get; set; }

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CachedKeyCompleter))]
    [NotToken]
    public string? Alias { get; set; }

    [Parameter]
    [Scope]
    [ArgumentCompleter(typeof(ScopeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Scope { get; set; } = [":user"];

    [Parameter(ParameterSetName = TimeSet, Mandatory = true)]
    [InvariantTime]
    public DateTimeOffset ExpirationTime { get; set; }

    /// <summary>From two minutes, as the service refuses less than one, to a century.</summary>
    [Parameter(ParameterSetName = DaysSet, Mandatory = true)]
    [ValidateRange(0.0014, 36_500.0)]
    [ArgumentCompleter(typeof(DaysCompleter))]
    public double ExpiresInDays { get; set; }

    [Parameter]
    [NotToken]
    public string? ResourceId { get; set; }

    protected override void ProcessRecord() => ForTarget(string.IsNullOrWhiteSpace(UserId) ? Email : UserId, Create);

    private void Create()
    {
        string? orgId = ResolveOrgId();
        string? owner = Address.Version.HasOwners ? FindOwner(orgId!) : NoOwner();
        var request = new CreateApiKeyRequest(orgId, owner, Scope, Alias, Expires()) { ResourceId = ResourceId };
        string place = Address.DescribeOrganization(orgId);
        string name = string.IsNullOrWhiteSpace(Alias) ? "" : $" \"{PlainText.Of(Alias!)}\"";
        if (this.Confirm(
            owner is null ? place : $"{PlainText.Of(owner)} in {place}",
            $"Create API key{name} that {request.ExpiryInWords}, scopes {string.Join(" ", Scope)}"))
        {
            Emit(Wait(Client.CreateAsync(request, Cancellation)));
        }
    }

    private string? NoOwner() => string.IsNullOrWhiteSpace(UserId) && string.IsNullOrWhiteSpace(Email)
        ? null
        : throw new WhylabsApiException(
            WhylabsErrorId.UnsupportedInVersion, "A key made in v1 belongs to the key that made it: -UserId and -Email cannot be given.");

    // The service does not check that a user exists; one with an email address does.
    private string FindOwner(string orgId)
    {
        if (ResourceId is not null)
            throw new WhylabsApiException(WhylabsErrorId.UnsupportedInVersion, "v0 does not take a resource: -ResourceId cannot be given.");
        if (!string.IsNullOrWhiteSpace(UserId))
            return UserId!;
        if (string.IsNullOrWhiteSpace(Email))
            throw new WhylabsApiException(WhylabsErrorId.UserIdMissing, "No user is named for the key.");
        return UsersOf(orgId, Email!) is [var user]
            ? user
            : throw new WhylabsApiException(
                WhylabsErrorId.MemberNotFound, $"Several users of {orgId} have the email address {PlainText.Of(Email!)}.");
    }

    private DateTimeOffset? Expires() => ParameterSetName switch
    {
        TimeSet => ExpirationTime,
        DaysSet => DateTimeOffset.UtcNow.AddDays(ExpiresInDays),
        _ => null,
    };
}
