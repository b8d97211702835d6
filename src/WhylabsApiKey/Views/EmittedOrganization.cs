namespace WhylabsApiKey.Views;

/// <summary>An organization without control characters in its texts, as scripts receive it.</summary>
internal static class EmittedOrganization
{
    public static readonly EmittedTexts<Organization> Texts = new(new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(Organization.OrgId)] = organization => organization.OrgId,
        [nameof(Organization.Name)] = organization => organization.Name,
        [nameof(Organization.Tier)] = organization => organization.Tier,
        [nameof(Organization.ParentOrgId)] = organization => organization.ParentOrgId,
        [nameof(Organization.EmailDomains)] = organization => organization.EmailDomains,
    });
}
