using System.Text.Json;

namespace WhylabsApiKey.Core.Json;

/// <summary>The JSON of the members of an organization.</summary>
internal sealed record MembershipResponse(List<MembershipResponse.Membership?>? Memberships)
{
    /// <summary>Returns all members. A member without an id makes the list unusable, because a key of that member looks orphaned.</summary>
    public IReadOnlyList<OrganizationMember> Members(string orgId) =>
    [
        .. (Memberships ?? throw new JsonException("The body has no list of members."))
            .Select(member => !string.IsNullOrEmpty(member?.UserId) ? member! : throw new JsonException("A member has no userId."))
            .Select(member => member.OrgId is null || member.OrgId == orgId
                ? member
                : throw new MismatchedResponseException($"The response is about the organization {member.OrgId}, not {orgId}."))
            .Select(member => new OrganizationMember(member.UserId!, member.Email ?? "")),
    ];

    internal sealed class Membership
    {
        public string? OrgId { get; set => field = Once.Set(field, value, "A member"); }

        public string? UserId { get; set => field = Once.Set(field, value, "A member"); }

        public string? Email { get; set => field = Once.Set(field, value, "A member"); }
    }
}
