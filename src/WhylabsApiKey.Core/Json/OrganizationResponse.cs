using System.Text.Json;

namespace WhylabsApiKey.Core.Json;

/// <summary>The organizations of a platform on the wire, in v0; the response of v1 is the list itself.</summary>
internal sealed record OrganizationResponse(List<OrganizationResponse.Item?>? Items)
{
    public IReadOnlyList<Organization> Organizations(Uri endpoint) =>
    [
        .. (Items ?? throw new JsonException("The body has no list of organizations.")).Select(item =>
            item?.ToOrganization(endpoint) ?? throw new JsonException("An organization is null.")),
    ];

    internal sealed class Item
    {
        public string? Id { get; set => field = Once.Set(field, value, "An organization"); }

        public string? OrgId { get; set => field = Once.Set(field, value, "An organization"); }

        public string? Name { get; set => field = Once.Set(field, value, "An organization"); }

        public string? SubscriptionTier { get; set => field = Once.Set(field, value, "An organization"); }

        public string? ParentOrgId { get; set => field = Once.Set(field, value, "An organization"); }

        public string? EmailDomains { get; set => field = Once.Set(field, value, "An organization"); }

        // The same id is under either name, depending on version and server.
        public Organization ToOrganization(Uri endpoint) => new(OnlyId(), endpoint)
        {
            Name = Text(Name),
            Tier = Text(SubscriptionTier),
            ParentOrgId = Text(ParentOrgId),
            EmailDomains = Text(EmailDomains),
        };

        private string OnlyId() => new[] { Text(Id), Text(OrgId) }.OfType<string>().Distinct().ToArray() is [var id]
            ? id
            : throw new JsonException("An organization does not have one id.");

        private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
    }
}
