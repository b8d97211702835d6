using System.Text.Json;

namespace WhylabsApiKey.Core.Json;

/// <summary>The members of an organization on the wire.</summary>
internal sealed record MembershipResponse(List<MembershipResponse.Membership?>? Memberships)
{
    /// <summary>The members of an organization. One without an id makes the list unusable: whose keys it names is then unknown.</summary>
    public IReadOnlyList<OrganizationMember> Members(string orgId) =>
    [
        .. (Memberships ?? throw new JsonException("It has no list of members."))
            .Select(member => !string.IsNullOrEmpty(member?.UserId) ? member! : throw new JsonException("A member has no userId."))
            .Select(member => member.OrgId is null || member.OrgId == orgId
                ? member
                : throw new UnaskedResponseException($"It is about the organization {member.OrgId}, not {orgId}."))
            .Select(member => new OrganizationMember(member.UserId!, member.Email ?? "")),
    ];

    internal sealed class Membership
    {
        public string? OrgId { get; set => field = Once(field, value); }

        public string? UserId { get; set => field = Once(field, value); }

        public string? Email { get; set => field = Once(field, value); }

        private static string? Once(string? before, string? value) =>
            before is null ? value : throw new JsonException("A member has a property twice.");
    }
}
