using System.Text.RegularExpressions;
using WhylabsApiKey.Connection;

namespace WhylabsApiKey.Listing;

/// <summary>The keys of an organization whose owners are not its members.</summary>
internal sealed class OrphanedKeys(ConnectionCommand command, string orgId)
{
    // The owner of a key from v1 is the id of the key that created it, which may be revoked or belong to another organization.
    private static readonly Lazy<Regex> KeyId = new(() =>
        new Regex(@"^(?=.*[A-Z])[A-Za-z0-9]{10}\z", RegexOptions.CultureInvariant));

    /// <summary>Returns the orphaned keys, each with the platform's data about its owner.</summary>
    /// <param name="listed">All listed keys, because the owner of a key may be another key.</param>
    public IReadOnlyList<ApiKey> Among(IEnumerable<ApiKey> keys, IEnumerable<ApiKey> listed)
    {
        ApiKey[] candidates = [.. keys];
        if (candidates.Length == 0)
            return candidates;
        var owners = new HashSet<string>(command.People.MembersOf(orgId).Select(member => member.UserId), StringComparer.Ordinal);
        owners.UnionWith(listed.Select(key => key.KeyId));
        return [.. candidates.Where(key => !owners.Contains(key.UserId!)).Select(Describe).OfType<ApiKey>()];
    }

    private ApiKey? Describe(ApiKey key) => command.People.Find(key.UserId!) switch
    {
        { } user => key.WithOwner(ApiKeyOwnerStatus.NotMember, user.Email),
        null when KeyId.Value.IsMatch(key.UserId!) => null,
        null => key.WithOwner(ApiKeyOwnerStatus.Unknown, email: null),
    };
}
