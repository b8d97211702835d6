using System.Collections.Concurrent;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The organizations: their tiers, who manages whom, and their members.</summary>
public sealed class Organizations
{
    private readonly ConcurrentDictionary<string, (bool Paid, string? ManagedBy)> _all = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Member> _members = new();

    public void AddMember(Member member) => _members.Enqueue(member);

    internal void Add(string orgId, bool paid, string? managedBy) => _all[orgId] = (paid, managedBy);

    internal bool Manages(string parentId, string orgId) => _all.TryGetValue(orgId, out var organization) && organization.ManagedBy == parentId;

    internal bool IsPaid(string orgId) => _all.TryGetValue(orgId, out var organization)
        ? organization.Paid
        : throw ServiceException.NotFound("Organization", orgId);

    internal IReadOnlyList<Member> MembersOf(string orgId) => _all.ContainsKey(orgId)
        ? [.. _members.Where(member => member.OrgId == orgId)]
        : throw ServiceException.NotFound("Organization", orgId);
}
