using System.Security.Cryptography;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>The keys of all organizations, in memory, and the rules under which they come and go.</summary>
public sealed class KeyStore(SandboxOptions options, TimeProvider clock)
{
    private const string TokenAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int FreeTierLimit = 25;
    private static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(60);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, StoredKey> _keys = new(StringComparer.Ordinal);

    public Organizations Organizations { get; } = new();

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Everything there is, revoked keys too.</summary>
    public IReadOnlyList<StoredKey> All
    {
        get
        {
            lock (_gate)
                return [.. _keys.Values];
        }
    }

    public static string NewToken(string keyId, string orgId) => $"{keyId}.{RandomNumberGenerator.GetString(TokenAlphabet, 53)}:{orgId}";

    public void AddOrganization(string orgId, bool paid, string? managedBy = null) => Organizations.Add(orgId, paid, managedBy);

    /// <summary>Adds a key as it is, past all rules.</summary>
    public StoredKey Add(StoredKey key)
    {
        lock (_gate)
            return _keys[key.KeyId] = key;
    }

    /// <summary>The live key with this token; null when it is unknown, too new, expired or revoked, which callers are not told apart.</summary>
    public StoredKey? Authenticate(string token)
    {
        lock (_gate)
        {
            return token.Length > 10 && _keys.TryGetValue(token[..10], out StoredKey? key)
                && WithoutOrganization(key.Token) == WithoutOrganization(token) && !key.Revoked && !(key.Expires <= Now)
                && key.VisibleFrom <= Now
                ? key
                : null;
        }
    }

    /// <summary>An organization's list has last uses and no revoked keys; a user's is the other way round.</summary>
    public IReadOnlyList<StoredKey> List(string orgId, string? userId)
    {
        IEnumerable<StoredKey> visible = All.Where(key => key.OrgId == orgId && key.VisibleFrom <= Now);
        return userId is null
            ? [.. visible.Where(key => !key.Revoked).Select(Recorded)]
            : [.. visible.Where(key => key.UserId == userId).OrderBy(key => key.KeyId, StringComparer.Ordinal).Select(key => key with { LastUsed = null })];
    }

    public StoredKey? Find(string orgId, string keyId) => All
        .Where(key => key.KeyId == keyId && key.OrgId == orgId && !key.Revoked && key.VisibleFrom <= Now)
        .Select(Recorded)
        .FirstOrDefault();

    internal StoredKey Create(string orgId, string userId, KeyTerms terms)
    {
        lock (_gate)
        {
            bool paid = Organizations.IsPaid(orgId);
            if (terms.Expires < Now + ShortestLife)
                throw ServiceException.Illegal("Invalid expiration time");
            if (terms.Scopes.FirstOrDefault(scope => !Scopes.Exists(scope, orgId)) is { } unknown)
                throw ServiceException.Illegal($"Invalid scope provided: {unknown}");
            if (!paid && _keys.Values.Count(key => key.OrgId == orgId && !key.Revoked) >= FreeTierLimit)
                throw ServiceException.Illegal("Key limit reached");

            string keyId = RandomNumberGenerator.GetString(TokenAlphabet, 10);
            return Add(new StoredKey(keyId, NewToken(keyId, orgId), orgId, userId, Now)
            {
                Alias = terms.Alias,
                Scopes = terms.Scopes,
                ResourceId = terms.ResourceId,
                Expires = terms.Expires,
                VisibleFrom = Now.AddMilliseconds(options.ConsistencyDelayMs),
            });
        }
    }

    internal StoredKey Revoke(string orgId, string userId, string keyId)
    {
        lock (_gate)
        {
            return _keys.TryGetValue(keyId, out StoredKey? key) && key.OrgId == orgId && key.UserId == userId && key.VisibleFrom <= Now
                ? Add(key with { Revoked = true })
                : throw ServiceException.NotFound("ApiKey", keyId);
        }
    }

    private static string WithoutOrganization(string token) => token.Split(':')[0];

    private StoredKey Recorded(StoredKey key) => options.RecordsLastUse ? key : key with { LastUsed = null };
}
