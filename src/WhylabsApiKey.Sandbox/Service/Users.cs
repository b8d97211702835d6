using System.Collections.Concurrent;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>All users, including those without an organization.</summary>
public sealed class Users
{
    private readonly ConcurrentDictionary<string, User> _all = new(StringComparer.Ordinal);

    public void Add(User user) => _all[user.UserId] = user;

    /// <summary>Removes a user. Lists then omit the user's memberships.</summary>
    public void Remove(string userId) => _all.TryRemove(userId, out _);

    internal bool Knows(string userId) => _all.ContainsKey(userId);

    internal User Get(string userId) =>
        _all.TryGetValue(userId, out User? user) ? user : throw ServiceException.UserNotFound($" with ID {userId} not found.");

    internal User GetByEmail(string email) =>
        _all.Values.OrderBy(user => user.UserId, StringComparer.Ordinal)
            .FirstOrDefault(user => string.Equals(user.Email, email, StringComparison.OrdinalIgnoreCase))
        ?? throw ServiceException.UserNotFound($". Additional information: User's email domain: {email[(email.IndexOf('@') + 1)..]}");
}
