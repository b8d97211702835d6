namespace WhylabsApiKey.Connection;

/// <summary>
/// The members and users that one command has looked up. They are not cached longer, because people join and leave, and an email
/// address may move to another user.
/// </summary>
internal sealed class People(ConnectionCommand command)
{
    private readonly KnownMembers _members = new();
    private readonly Dictionary<string, PlatformUser?> _byEmail = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, PlatformUser?> _byId = new(StringComparer.Ordinal);

    /// <summary>All members of an organization, those by SAML claim too.</summary>
    public IReadOnlyList<OrganizationMember> MembersOf(string orgId) => _members.Of(orgId, () => ListMembers(
        orgId, "Without the list of members, -Orphaned cannot find the keys that no member owns."));

    /// <summary>The ids of the members with an email address; at least one.</summary>
    public string[] MembersWith(string orgId, string email) => _members.UsersOf(orgId, email, () => ListMembers(orgId, UserIdHint));

    /// <summary>The ids of the members with an email address, or else of the user who has it. At least one.</summary>
    public string[] UsersWith(string orgId, string email)
    {
        try
        {
            return MembersWith(orgId, email);
        }
        catch (WhylabsApiException e) when (e.ErrorId == WhylabsErrorId.MemberNotFound)
        {
            string address = email.Trim();
            return Find(_byEmail, address, () => command.Client.FindUserAsync(address, command.Cancellation), UserIdHint) is { } user
                ? [user.UserId]
                : throw e.With(" No other user of the platform has it either.");
        }
    }

    /// <summary>The user with an id; null when the platform knows none.</summary>
    public PlatformUser? Find(string userId) => Find(
        _byId,
        userId,
        () => command.Client.GetUserAsync(userId, command.Cancellation),
        "Without users, -Orphaned cannot tell people who have left from other ids.");

    private const string UserIdHint = "This service does not look up people; specify the owner with -UserId.";

    private IReadOnlyList<OrganizationMember> ListMembers(string orgId, string hint) =>
        Ask(() => command.Client.ListMembersAsync(orgId, command.Cancellation), hint);

    private PlatformUser? Find(Dictionary<string, PlatformUser?> known, string key, Func<Task<PlatformUser>> ask, string hint)
    {
        if (known.TryGetValue(key, out PlatformUser? user))
            return user;
        try
        {
            user = Ask(ask, hint);
        }
        catch (WhylabsApiException e) when (e.ErrorId == WhylabsErrorId.MemberNotFound)
        {
            // Remembered as null.
        }

        return known[key] = user;
    }

    private T Ask<T>(Func<Task<T>> ask, string hint)
    {
        try
        {
            return command.Wait(ask());
        }
        catch (WhylabsApiException e) when (e.ErrorId == WhylabsErrorId.RouteNotFound)
        {
            throw e.With($" {hint}");
        }
    }
}
