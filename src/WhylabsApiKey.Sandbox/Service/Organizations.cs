using System.Collections.Concurrent;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The organizations with their models and members, and all users, in memory.</summary>
public sealed class Organizations
{
    private readonly ConcurrentDictionary<string, Organization> _all = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string OrgId, string ModelId), bool> _models = new();
    private readonly Lock _gate = new();
    private readonly List<Member> _members = [];

    public Users Users { get; } = new();

    public void Add(Organization organization) => _all[organization.Id] = organization;

    /// <summary>Removes an organization. Its keys still work.</summary>
    public void Remove(string orgId) => _all.TryRemove(orgId, out _);

    public void AddModel(string orgId, string modelId) => _models[(orgId, modelId)] = true;

    /// <summary>Adds a member, and a user if the id is new.</summary>
    public void AddMember(Member member)
    {
        Users.Add(new User(member.UserId, member.Email));
        lock (_gate)
            _members.Add(member);
    }

    /// <summary>Removes a member. The user still exists, and the user's keys still work.</summary>
    public void RemoveMember(string orgId, string userId)
    {
        lock (_gate)
            _members.RemoveAll(member => member.OrgId == orgId && member.UserId == userId);
    }

    internal IReadOnlyList<Organization> List() => [.. _all.Values.OrderBy(organization => organization.Id, StringComparer.Ordinal)];

    internal Organization Get(string orgId) =>
        _all.TryGetValue(orgId, out Organization? organization) ? organization : throw ServiceException.NotFound("Organization", orgId);

    internal bool HasModel(string orgId, string modelId) => _models.ContainsKey((orgId, modelId));

    internal IReadOnlyList<Organization> ManagedBy(string parentId) =>
        [.. List().Where(organization => organization.ParentOrgId == parentId)];

    internal bool Manages(string parentId, string orgId) =>
        _all.TryGetValue(orgId, out Organization? organization) && organization.ParentOrgId == parentId;

    internal IReadOnlyList<Member> MembersOf(string orgId, bool includeClaims)
    {
        Get(orgId);
        return Members(member => member.OrgId == orgId, includeClaims);
    }

    internal IReadOnlyList<Member> MembershipsOf(string userId, bool includeClaims) =>
        Members(member => member.UserId == userId, includeClaims);

    /// <summary>Returns each membership once, those by claim last, without users that do not exist.</summary>
    private IReadOnlyList<Member> Members(Func<Member, bool> where, bool includeClaims)
    {
        lock (_gate)
        {
            return
            [
                .. _members.Where(member => where(member) && (includeClaims || !member.ByClaim) && Users.Knows(member.UserId))
                    .OrderBy(member => member.ByClaim)
                    .DistinctBy(member => (member.OrgId, member.UserId)),
            ];
        }
    }
}
