using System.Management.Automation;
using WhylabsApiKey.Binding;

namespace WhylabsApiKey.Commands;

/// <summary>Revokes API keys, for good.</summary>
[Cmdlet(VerbsSecurity.Revoke, "WhylabsApiKey", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ApiKey))]
public sealed class RevokeWhylabsApiKeyCommand : ThrottledCommand
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [NotToken]
    public string[] KeyId { get; set; } = [];

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [NotToken]
    public string? UserId { get; set; }

    /// <summary>Names the key to people when it is piped in; the service does not need it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public string? Alias { get; set; }

    [Parameter]
    public SwitchParameter AllowSelf { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        foreach (string keyId in KeyId)
            InTurn(keyId, () => BeginRevoke(Connection.OrgId(OrgId), keyId));
    }

    private Task<ApiKey>? BeginRevoke(string orgId, string keyId)
    {
        if (keyId == Connection.OwnKeyId && !AllowSelf)
        {
            throw new WhylabsApiException(
                WhylabsErrorId.OwnKey, $"API key {keyId} is the one that this command itself authenticates with; without it nothing more could be done here.");
        }

        (string? owner, string? alias) = (UserId, Alias);
        if (string.IsNullOrWhiteSpace(owner))
        {
            ApiKey key = Call((client, cancellation) => client.GetAsync(orgId, keyId, cancellation));
            (owner, alias) = (key.UserId, key.Alias);
        }

        return MayRevoke(orgId, owner!, keyId, alias)
            ? BeginCall((client, cancellation) => client.RevokeAsync(orgId, owner!, keyId, cancellation))
            : null;
    }

    private bool MayRevoke(string orgId, string owner, string keyId, string? alias)
    {
        // -Force stands for "do not ask": never for "do it although only a preview is wanted".
        if (Force && !IsBound("Confirm") && !PreviewIsWanted())
            return true;
        string name = string.IsNullOrWhiteSpace(alias) ? "" : $" \"{PlainText.Of(alias!)}\"";
        return Asked($"API key {keyId}{name} of {owner} in {orgId} at {Connection.Endpoint.Authority}", "Revoke");
    }

    private bool PreviewIsWanted() => MyInvocation.BoundParameters.ContainsKey("WhatIf")
        ? IsBound("WhatIf")
        : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));
}
