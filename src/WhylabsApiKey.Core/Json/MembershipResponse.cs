using System.Text.Json;

namespace WhylabsApiKey.Core.Json;

/// <summary>The members of an organization on the wire.</summary>
internal sealed record MembershipResponse(List<MembershipResponse.Membership?>? Memberships)
{
    /// <summary>The members that have an id and an email address.</summary>
    public IReadOnlyList<OrganizationMember> Members() =>
    [
        .. (Memberships ?? throw new JsonException("It has no list of members.")).OfType<Membership>()
            .Where(member => !string.IsNullOrEmpty(member.UserId) && !string.IsNullOrEmpty(member.Email))
            .Select(member => new OrganizationMember(member.UserId!, member.Email!)),
    ];

    internal sealed record Membership(string? UserId, string? Email);
}
