namespace WhylabsApiKey.Connection;

/// <summary>The members of organizations. Each organization is listed once.</summary>
internal sealed class KnownMembers
{
    private readonly Dictionary<string, IReadOnlyList<OrganizationMember>> _lists = new(StringComparer.Ordinal);

    public IReadOnlyList<OrganizationMember> Of(string orgId, Func<IReadOnlyList<OrganizationMember>> list)
    {
        if (!_lists.TryGetValue(orgId, out IReadOnlyList<OrganizationMember>? members))
            _lists[orgId] = members = list();
        return members;
    }

    /// <summary>The ids of the members with an email address, at least one.</summary>
    public string[] UsersOf(string orgId, string email, Func<IReadOnlyList<OrganizationMember>> list)
    {
        string[] users = [.. Of(orgId, list)
            .Where(member => member.Email.Length > 0 && string.Equals(member.Email, email.Trim(), StringComparison.OrdinalIgnoreCase))
            .Select(member => member.UserId).Distinct()];
        return users.Length > 0
            ? users
            : throw new WhylabsApiException(
                WhylabsErrorId.MemberNotFound, $"No member of {PlainText.Of(orgId)} has the email address {PlainText.Of(email)}.");
    }
}
