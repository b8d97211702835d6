using System.Management.Automation;
using WhylabsApiKey.Binding;

namespace WhylabsApiKey.Commands;

/// <summary>Creates an API key for a user. The secret is in the result, and nowhere else ever again.</summary>
[Cmdlet(VerbsCommon.New, "WhylabsApiKey", SupportsShouldProcess = true, DefaultParameterSetName = NeverSet)]
[OutputType(typeof(ApiKey))]
public sealed class NewWhylabsApiKeyCommand : ConnectionCommand
{
    private const string NeverSet = "NeverExpires";
    private const string TimeSet = "ExpirationTime";
    private const string DaysSet = "ExpiresInDays";

    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SeenKeyCompleter))]
    [NotToken]
    public string? UserId { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NotToken]
    public string? Email { get; set; }

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SeenKeyCompleter))]
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

    /// <summary>At least two minutes, as the service refuses less than one, and at most a century.</summary>
    [Parameter(ParameterSetName = DaysSet, Mandatory = true)]
    [ValidateRange(0.0014, 36_500.0)]
    [ArgumentCompleter(typeof(DaysCompleter))]
    public double ExpiresInDays { get; set; }

    [Parameter]
    [NotToken]
    public string? ResourceId { get; set; }

    protected override void ProcessRecord() => OutcomeFirst(() => ForTarget(string.IsNullOrWhiteSpace(UserId) ? Email : UserId, Create));

    private void Create()
    {
        string? orgId = Connection.OrgId(OrgId);
        string? owner = Owner(orgId);
        string name = string.IsNullOrWhiteSpace(Alias) ? "" : $" \"{PlainText.Of(Alias!)}\"";
        var request = new CreateApiKeyRequest(orgId, owner, Scope, Alias, Expires()) { ResourceId = ResourceId };
        string target = owner is null ? Connection.Place(orgId) : $"{PlainText.Of(owner)} in {Connection.Place(orgId)}";
        if (this.Asked(target, $"Create API key{name} that {request.ExpiryInWords}, scopes {string.Join(" ", Scope)}"))
            Emit(CallToChange((client, cancellation) => client.CreateAsync(request, cancellation)));
    }

    // v1 makes keys for the calling key, v0 for a user, who is not checked to exist: one named by an email address is.
    private string? Owner(string? orgId)
    {
        bool isNamed = !string.IsNullOrWhiteSpace(UserId);
        bool hasEmail = !string.IsNullOrWhiteSpace(Email);
        if (Connection.ApiVersion == ApiVersion.V1)
        {
            return isNamed || hasEmail
                ? throw new WhylabsApiException(WhylabsErrorId.UnsupportedInVersion, "A key made in v1 belongs to the key that made it: -UserId and -Email cannot be given.")
                : null;
        }

        if (ResourceId is not null)
            throw new WhylabsApiException(WhylabsErrorId.UnsupportedInVersion, "v0 does not take a resource: -ResourceId cannot be given.");
        if (isNamed)
            return UserId;
        if (!hasEmail)
            throw new WhylabsApiException(WhylabsErrorId.UserIdMissing, "No user is named for the key.");
        return UsersOf(orgId!, Email!) is [var user]
            ? user
            : throw new WhylabsApiException(WhylabsErrorId.MemberNotFound, $"Several users of {orgId} have the email address {PlainText.Of(Email!)}.");
    }

    private DateTimeOffset? Expires() => ParameterSetName switch
    {
        TimeSet => ExpirationTime,
        DaysSet => DateTimeOffset.UtcNow.AddDays(ExpiresInDays),
        _ => null,
    };
}
