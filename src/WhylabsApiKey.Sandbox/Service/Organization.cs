using System.Text.Json.Serialization;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The JSON of an organization.</summary>
public sealed record Organization(string Id, string Name)
{
    /// <summary><c>FREE</c>, <c>PAID</c> or <c>SUBSCRIPTION</c>; without a tier, an organization counts as free.</summary>
    public string? SubscriptionTier { get; init; }

    public string? EmailDomains { get; init; }

    public string? ObservatoryUrl { get; init; }

    public string? ParentOrgId { get; init; }

    [JsonIgnore]
    public bool IsPaid => SubscriptionTier is not (null or "FREE");
}
