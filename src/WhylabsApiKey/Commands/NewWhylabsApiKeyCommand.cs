using System.Globalization;
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

    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [NotToken]
    public string UserId { get; set; } = "";

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [NotToken]
    public string? Alias { get; set; }

    [Parameter]
    [Scope]
    [ValidateNotNullOrEmpty]
    public string[] Scope { get; set; } = [":user"];

    [Parameter(ParameterSetName = TimeSet, Mandatory = true)]
    public DateTimeOffset ExpirationTime { get; set; }

    /// <summary>At least two minutes, as the service refuses less than one, and at most a century.</summary>
    [Parameter(ParameterSetName = DaysSet, Mandatory = true)]
    [ValidateRange(0.0014, 36_500.0)]
    public double ExpiresInDays { get; set; }

    protected override void ProcessRecord() => ForTarget(UserId, () =>
    {
        string orgId = Connection.OrgId(OrgId);
        string name = string.IsNullOrWhiteSpace(Alias) ? "" : $" \"{Alias}\"";
        DateTimeOffset? expires = Expires();
        string expiry = expires is { } at ? $"that expires at {at.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)}" : "that never expires";
        if (Asked($"{UserId} in {orgId} at {Connection.Endpoint.Authority}", $"Create API key{name} {expiry}, scopes {string.Join(" ", Scope)}"))
        {
            var request = new CreateApiKeyRequest(orgId, UserId, Scope, Alias, expires);
            WriteObject(Call((client, cancellation) => client.CreateAsync(request, cancellation)));
        }
    });

    private DateTimeOffset? Expires() => ParameterSetName switch
    {
        TimeSet => ExpirationTime,
        DaysSet => DateTimeOffset.UtcNow.AddDays(ExpiresInDays),
        _ => null,
    };
}
