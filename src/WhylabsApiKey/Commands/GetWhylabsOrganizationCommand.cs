using System.Management.Automation;
using WhylabsApiKey.Connection;
using WhylabsApiKey.Input;
using WhylabsApiKey.Views;

namespace WhylabsApiKey.Commands;

/// <summary>Lists the organizations of the platform, or in v1 those that the calling key's organization manages.</summary>
[Cmdlet(VerbsCommon.Get, "WhylabsOrganization")]
[OutputType(typeof(Organization))]
public sealed class GetWhylabsOrganizationCommand : ConnectionCommand
{
    // Accepts several organizations and has no default, because this command finds them.
    [Parameter(Position = 0)]
    [Alias("OrganizationId")]
    [ArgumentCompleter(typeof(CachedKeyCompleter))]
    [NotToken, Text(AcceptsOrganizations = true)]
    public new string[] OrgId { get; set; } = [];

    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [WildcardPattern]
    [ArgumentCompleter(typeof(CachedKeyCompleter))]
    [SupportsWildcards, Text]
    public string? Name { get; set; }

    protected override void ProcessRecord() => ForTarget(target: null, () =>
    {
        foreach (string orgId in OrgId)
            Identifier.Check(nameof(OrgId), orgId);
        IReadOnlyList<Organization> all = Wait(Client.ListOrganizationsAsync(Cancellation));
        Keys.Replace(all);
        WildcardPattern? name = Name is null ? null : WildcardPatternAttribute.Compile(Name);
        foreach (Organization organization in all.Where(one => OrgId.Length == 0 || OrgId.Contains(one.OrgId, StringComparer.Ordinal)))
        {
            if (name?.IsMatch(organization.Name ?? "") != false)
                WriteObject(EmittedOrganization.Texts.Of(organization));
        }

        foreach (string orgId in OrgId.Distinct().Except(all.Select(organization => organization.OrgId)))
            ForTarget(orgId, () => throw NotFound(orgId));
    });

    private WhylabsApiException NotFound(string orgId) => new(
        WhylabsErrorId.OrganizationNotFound,
        Address.ApiVersion == ApiVersion.V1
            ? $"The calling key's organization manages no organization {PlainText.Visible(orgId)}."
            : $"The platform has no organization {PlainText.Visible(orgId)}.");
}
