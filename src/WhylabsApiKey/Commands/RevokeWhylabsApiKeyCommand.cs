using System.Management.Automation;
using WhylabsApiKey.Binding;

namespace WhylabsApiKey.Commands;

/// <summary>Revokes API keys, for good.</summary>
[Cmdlet(VerbsSecurity.Revoke, "WhylabsApiKey", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ApiKey))]
public sealed class RevokeWhylabsApiKeyCommand : ThrottledCommand
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SeenKeyCompleter))]
    [NotToken]
    public string[] KeyId { get; set; } = [];

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SeenKeyCompleter))]
    [NotToken]
    public string? UserId { get; set; }

    /// <summary>Names the key to people when it is piped in; the service does not need it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public string? Alias { get; set; }

    /// <summary>The service that a piped key is of: in another, such as a copy of its database, the same id is another key.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public Uri? IssuedBy { get; set; }

    [Parameter]
    public SwitchParameter AllowSelf { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord() => InTurn(KeyId, BeginRevoke);

    private Task<ApiKey>? BeginRevoke(string keyId)
    {
        string? orgId = Connection.OrgId(OrgId);
        Connection.RefuseElsewhere(IssuedBy);
        Connection.RefuseOwnKey(keyId, AllowSelf);

        // v1 revokes by the key's id alone; v0 also wants its owner. What the service said of it names it better than a row.
        (string? owner, string? alias) = (UserId, Seen.Find(keyId, Connection.Endpoint) is { } seen ? seen.Alias : Alias);
        if (Connection.ApiVersion == ApiVersion.V0 && string.IsNullOrWhiteSpace(owner))
        {
            ApiKey key = CallToChange((client, cancellation) => client.GetAsync(orgId, keyId, cancellation));
            (owner, alias) = (key.UserId, key.Alias);
        }

        return this.MayChange(Force, Connection.Describe(keyId, alias, owner, orgId), "Revoke")
            ? BeginCall((client, cancellation) => client.RevokeAsync(
                orgId, ServiceVersion.Of(Connection.ApiVersion).HasOwners ? owner : null, keyId, cancellation))
            : null;
    }
}
