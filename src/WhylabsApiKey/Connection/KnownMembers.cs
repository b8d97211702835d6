namespace WhylabsApiKey.Connection;

/// <summary>
/// The members of organizations that a command has asked for. They are cached no longer than that: an email address may pass
/// to another user.
/// </summary>
internal sealed class KnownMembers
{
    private readonly Dictionary<string, IReadOnlyList<OrganizationMember>> _lists = new(StringComparer.Ordinal);

    /// <summary>The ids of the users with an email address, at least one; each organization is listed once.</summary>
    public string[] UsersOf(string orgId, string email, Func<IReadOnlyList<OrganizationMember>> list)
    {
        if (!_lists.TryGetValue(orgId, out IReadOnlyList<OrganizationMember>? members))
            _lists[orgId] = members = list();
        string[] users = [.. members
            .Where(member => string.Equals(member.Email, email.Trim(), StringComparison.OrdinalIgnoreCase))
            .Select(member => member.UserId).Distinct()];
        return users.Length > 0
            ? users
            : throw new WhylabsApiException(
                WhylabsErrorId.MemberNotFound, $"No member of {PlainText.Of(orgId)} has the email address {PlainText.Of(email)}.");
    }
}
