using System.Security.Cryptography;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The keys of all organizations, in memory.</summary>
public sealed class KeyStore(SandboxOptions options, TimeProvider clock)
{
    private const string TokenAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private readonly Lock _gate = new();
    private readonly Dictionary<string, StoredKey> _keys = new(StringComparer.Ordinal);
    private readonly LastUses _lastUses = new(TimeSpan.FromSeconds(options.LastUseDelaySeconds));

    public Organizations Organizations { get; } = new();

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>All keys, including revoked ones.</summary>
    public IReadOnlyList<StoredKey> All
    {
        get
        {
            lock (_gate)
            {
                foreach ((string keyId, DateTime used) in _lastUses.TakeDue(Now))
                    _keys[keyId] = _keys[keyId] with { LastUsed = used };
                return [.. _keys.Values];
            }
        }
    }

    public static string NewToken(string keyId, string orgId) => $"{keyId}.{RandomNumberGenerator.GetString(TokenAlphabet, 53)}:{orgId}";

    public void AddOrganization(string orgId, bool paid, string? managedBy = null) => Organizations.Add(
        new Organization(orgId, $"Organization {orgId}") { SubscriptionTier = paid ? "PAID" : "FREE", ParentOrgId = managedBy });

    /// <summary>Adds or replaces a key without checks.</summary>
    public StoredKey Add(StoredKey key)
    {
        lock (_gate)
            return _keys[key.KeyId] = key;
    }

    /// <summary>Returns the working key with this token. Null when the key is unknown, too new, expired or revoked.</summary>
    public StoredKey? Authenticate(string token) => FindByToken(token) is { Revoked: false } key && !(key.Expires <= Now) ? key : null;

    /// <summary>The list of an organization has last uses and no revoked keys. The list of a user is the reverse.</summary>
    public IReadOnlyList<StoredKey> List(string orgId, string? userId)
    {
        IEnumerable<StoredKey> visible = ReadKeys(orgId).Where(key => key.VisibleFrom <= Now);
        return userId is null
            ? [.. visible.Where(key => !key.Revoked).Select(key => options.RecordsLastUse ? key : WithoutLastUse(key))]
            : [.. visible.Where(key => key.UserId == userId).OrderBy(key => key.KeyId, StringComparer.Ordinal).Select(WithoutLastUse)];
    }

    /// <summary>Looks up a key in the list of its organization, as the service does.</summary>
    public StoredKey? Find(string orgId, string keyId) => List(orgId, userId: null).FirstOrDefault(key => key.KeyId == keyId);

    /// <summary>Authenticates a request and records the last use of the key, even if the key is expired or revoked.</summary>
    internal StoredKey? Use(string token)
    {
        if (FindByToken(token) is { } key)
        {
            lock (_gate)
                _lastUses.Record(key.KeyId, Now);
        }
        return Authenticate(token);
    }

    /// <summary>Returns the key with this id; null when it does not exist or is revoked.</summary>
    internal StoredKey? FindLive(string keyId) => All.FirstOrDefault(key => key.KeyId == keyId && !key.Revoked);

    internal int CountLive(string orgId) => ReadKeys(orgId).Count(key => !key.Revoked);

    internal StoredKey Create(string orgId, string userId, KeyTerms terms)
    {
        string keyId = RandomNumberGenerator.GetString(TokenAlphabet, TokenFormat.KeyIdLength);
        StoredKey key = Add(new StoredKey(keyId, NewToken(keyId, orgId), orgId, userId, Now)
        {
            Alias = terms.Alias,
            Scopes = terms.Scopes,
            ResourceId = terms.ResourceId,
            Expires = terms.ExpirationTime is { } milliseconds ? DateTime.UnixEpoch.AddMilliseconds(milliseconds) : null,
            VisibleFrom = Now.AddMilliseconds(options.ConsistencyDelayMs),
            IsUnreadable = userId.Contains('#', StringComparison.Ordinal),
        });
        return key.IsUnreadable ? throw new UnreadableKeyException() : key;
    }

    internal StoredKey Revoke(string orgId, string userId, string keyId)
    {
        lock (_gate)
        {
            return _keys.TryGetValue(keyId, out StoredKey? key) && key.OrgId == orgId && key.UserId == userId && key.VisibleFrom <= Now
                ? _keys[keyId] = key with { Revoked = true }
                : throw ServiceException.NotFound("ApiKey", keyId);
        }
    }

    private static StoredKey WithoutLastUse(StoredKey key) => key with { LastUsed = null };

    private StoredKey? FindByToken(string token)
    {
        lock (_gate)
        {
            return TokenFormat.WithoutOrganization(token) is { } value
                && _keys.TryGetValue(value[..TokenFormat.KeyIdLength], out StoredKey? key)
                && TokenFormat.WithoutOrganization(key.Token) == value
                && key.VisibleFrom <= Now
                ? key
                : null;
        }
    }

    private StoredKey[] ReadKeys(string orgId)
    {
        StoredKey[] keys = [.. All.Where(key => key.OrgId == orgId)];
        return Array.Exists(keys, key => key.IsUnreadable) ? throw new UnreadableKeyException() : keys;
    }
}
