namespace WhylabsApiKey;

/// <summary>One organization of a service: an immutable snapshot from one response.</summary>
public sealed class Organization
{
    internal Organization(string orgId, Uri issuedBy) => (OrgId, IssuedBy) = (orgId, issuedBy);

    /// <summary>The id, such as <c>org-AbC123</c>. Case-sensitive.</summary>
    public string OrgId { get; }

    /// <summary>The name for people; null when it has none. Not unique.</summary>
    public string? Name { get; internal init; }

    /// <summary>The subscription tier, such as <c>FREE</c> or <c>PAID</c>; null when the service did not say.</summary>
    public string? Tier { get; internal init; }

    /// <summary>The organization that manages this one; null when none does, or when the service did not say.</summary>
    public string? ParentOrgId { get; internal init; }

    /// <summary>The email domains of its users, as the service has them; null for none.</summary>
    public string? EmailDomains { get; internal init; }

    /// <summary>The endpoint of the service that the organization belongs to.</summary>
    public Uri IssuedBy { get; }

    /// <summary>Returns the organization's id.</summary>
    public override string ToString() => OrgId;
}
