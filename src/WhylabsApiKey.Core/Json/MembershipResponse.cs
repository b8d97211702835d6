using System.Text.Json;

namespace WhylabsApiKey.Core.Json;

/// <summary>The JSON of the members of an organization.</summary>
internal sealed record MembershipResponse(List<MembershipResponse.Membership?>? Memberships)
{
    /// <summary>Returns the members that have an id and an email address.</summary>
    public IReadOnlyList<OrganizationMember> Members(string orgId) =>
    [
        .. (Memberships ?? throw new JsonException("It has no list of members.")).OfType<Membership>()
            .Select(member => member.OrgId is null || member.OrgId == orgId
                ? member
                : throw new MismatchedResponseException($"It is about the organization {member.OrgId}, not {orgId}."))
            .Where(member => !string.IsNullOrEmpty(member.UserId) && !string.IsNullOrEmpty(member.Email))
            .Select(member => new OrganizationMember(member.UserId!, member.Email!)),
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
