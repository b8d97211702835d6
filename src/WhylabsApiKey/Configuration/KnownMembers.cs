namespace WhylabsApiKey.Configuration;

/// <summary>The members of organizations that a runspace has asked for.</summary>
internal sealed class KnownMembers
{
    private readonly Dictionary<(Uri Endpoint, string OrgId), IReadOnlyList<OrganizationMember>> _lists = [];

    /// <summary>The ids of the users with an email address. The list is asked for once, and again when the address is not in it.</summary>
    public string[] UsersOf(Uri endpoint, string orgId, string email, Func<IReadOnlyList<OrganizationMember>> list)
    {
        (Uri, string) place = (endpoint, orgId);
        string[] users = _lists.TryGetValue(place, out IReadOnlyList<OrganizationMember>? known) ? Named(known, email) : [];
        if (users.Length == 0)
            users = Named(_lists[place] = list(), email);
        return users.Length > 0
            ? users
            : throw new WhylabsApiException(WhylabsErrorId.MemberNotFound, $"No member of {PlainText.Of(orgId)} has the email address {PlainText.Of(email)}.");
    }

    private static string[] Named(IReadOnlyList<OrganizationMember> members, string email) =>
        [.. members.Where(member => string.Equals(member.Email, email.Trim(), StringComparison.OrdinalIgnoreCase)).Select(member => member.UserId).Distinct()];
}
