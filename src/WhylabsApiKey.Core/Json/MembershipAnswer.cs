namespace WhylabsApiKey.Core.Json;

/// <summary>The members of an organization on the wire.</summary>
internal sealed record MembershipAnswer(List<MembershipAnswer.Membership?>? Memberships)
{
    internal sealed record Membership(string? UserId, string? Email);
}
