namespace WhylabsApiKey.Connection;

/// <summary>
/// The members of organizations that a command has asked for. They are cached no longer than that: an email address may pass
/// to another user.
/// </summary>
internal sealed class KnownMembers(ConnectionCommand command)
{
    private readonly Dictionary<string, IReadOnlyList<OrganizationMember>> _lists = new(StringComparer.Ordinal);

    /// <summary>The ids of the users with an email address; at least one.</summary>
    public string[] UsersOf(string orgId, string email)
    {
        if (!_lists.TryGetValue(orgId, out IReadOnlyList<OrganizationMember>? members))
            _lists[orgId] = members = command.Wait(command.Client.ListMembersAsync(orgId, command.Cancellation));
        string[] users = [.. members
            .Where(member => string.Equals(member.Email, email.Trim(), StringComparison.OrdinalIgnoreCase))
            .Select(member => member.UserId).Distinct()];
        return users.Length > 0
            ? users
            : throw new WhylabsApiException(
                WhylabsErrorId.MemberNotFound, $"No member of {PlainText.Of(orgId)} has the email address {PlainText.Of(email)}.");
    }
}
