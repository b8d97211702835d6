using System.Net;
using System.Security;

namespace WhylabsApiKey;

/// <summary>
/// One API key of an organization: an immutable snapshot from one response.
/// Times are of kind Local. <see cref="Expired"/>, <see cref="Status"/>, <see cref="ExpiresInDays"/> and <see cref="IdleDays"/> count
/// from the service's clock at the time of the response, or from the local clock where that is much earlier.
/// </summary>
public sealed class ApiKey
{
    private readonly Observation _observation;
    private readonly string[] _scopes = [];
    private Rotation? _rotation;
    private Owner? _owner;

    internal ApiKey(string keyId, string orgId, string? userId, DateTime? createdUtc, Observation observation)
    {
        KeyId = keyId;
        OrgId = orgId;
        UserId = userId;
        CreatedUtc = createdUtc;
        _observation = observation;
    }

    /// <summary>The public id: the first ten characters of the token. Case-sensitive.</summary>
    public string KeyId { get; }

    /// <summary>The display name of the key; null when it has none. Not unique.</summary>
    public string? Alias { get; internal init; }

    /// <summary>
    /// The owner; the service does not check that the user exists. In v1 the id of the key that created this key, and null in lists.
    /// </summary>
    public string? UserId { get; }

    /// <summary>What the platform knows of an owner who is not a member; only on a key that was listed as orphaned.</summary>
    public ApiKeyOwnerStatus? OwnerStatus => _owner?.Status;

    /// <summary>The owner's email address; only on a key that was listed as orphaned, and null when the platform knows none.</summary>
    public string? OwnerEmail => _owner?.Email;

    public string OrgId { get; }

    /// <summary>Whether the key still works. A key that is both revoked and expired is Revoked.</summary>
    public ApiKeyStatus Status => Revoked ? ApiKeyStatus.Revoked : Expired ? ApiKeyStatus.Expired : ApiKeyStatus.Active;

    /// <summary>Scopes such as <c>:user</c>; empty when the key has no scopes, never null. Each read returns a copy.</summary>
    public string[] Scopes { get => _scopes.Length == 0 ? _scopes : (string[])_scopes.Clone(); internal init => _scopes = value; }

    public string? ResourceId { get; internal init; }

    /// <summary>Null in v1 lists, which have no creation times.</summary>
    public DateTime? CreationTime => CreatedUtc?.ToLocalTime();

    /// <summary>When the key stops working; null when it never expires.</summary>
    public DateTime? ExpirationTime => ExpiresUtc?.ToLocalTime();

    /// <summary>The last use that the service recorded, fifteen minutes or more late. For null see <see cref="IdleDays"/>.</summary>
    public DateTime? LastUsedTime => LastUsedUtc?.ToLocalTime();

    /// <summary>Days until the key expires. Negative for an expired key, positive infinity for a key that never expires.</summary>
    public double ExpiresInDays => ExpiresUtc is { } expires ? (expires - ObservedUtc).TotalDays : double.PositiveInfinity;

    /// <summary>
    /// Days since the last use, or since creation if the key was never used. Null when the response does not tell: in a list by
    /// user, in a look-up by id without a last use, and for every key of an organization whose last uses are not recorded.
    /// </summary>
    public double? IdleDays => (LastUsedUtc ?? (_observation.RecordsLastUse ? CreatedUtc : null)) is { } since
        ? Math.Max(0, (ObservedUtc - since).TotalDays)
        : null;

    public bool Expired => ExpiresUtc <= ObservedUtc;

    public bool NeverExpires => ExpiresUtc is null;

    public bool Revoked { get; internal init; }

    /// <summary>The endpoint of the service that issued the key. Another service may use the same id for another key.</summary>
    public Uri IssuedBy => _observation.Endpoint;

    /// <summary>When the service confirmed the revocation, by its clock; null except on the result of a revocation.</summary>
    public DateTime? RevokedTime => _observation.ByRevocation
        ? (_observation.Request?.ArrivedUtc ?? ObservedUtc).ToLocalTime()
        : null;

    /// <summary>The <c>X-Request-Id</c> of the request that returned this key; the service logs it too.</summary>
    public string RequestId => _observation.RequestId;

    /// <summary>The id of the key that this key replaces; null except on the result of a rotation.</summary>
    public string? Replaces => _rotation?.KeyId;

    /// <summary>Whether the replaced key is revoked; null except on the result of a rotation.</summary>
    public bool? ReplacedRevoked => _rotation?.Revoked;

    /// <summary>Whether -Save has received the secret of this key.</summary>
    internal bool IsSaved => _rotation?.IsSaved == true;

    /// <summary>The secret; null except on a new key.</summary>
    public SecureString? Key { get; internal init; }

    /// <summary>The time from creation to expiry; null when the key never expires or a timestamp is unknown.</summary>
    internal TimeSpan? Lifetime =>
        (UnreadableTimes & (UnreadableTimes.Creation | UnreadableTimes.Expiry)) == 0 ? ExpiresUtc - CreatedUtc : null;

    internal UnreadableTimes UnreadableTimes { get; init; }

    internal DateTime? CreatedUtc { get; }

    internal DateTime? ExpiresUtc { get; init; }

    internal DateTime? LastUsedUtc { get; init; }

    /// <summary>The time of the response by the service's clock, or by the local clock where that is much earlier.</summary>
    internal DateTime ObservedUtc => _observation.AtUtc;

    /// <summary>Whether the service created the key while the request that returned it was in flight.</summary>
    internal bool IsMadeByItsRequest => (UnreadableTimes & UnreadableTimes.Creation) == 0
        && CreatedUtc is { } created && _observation.Request?.Includes(created) == true;

    /// <summary>Returns the secret in clear text, or null when this object has no secret.</summary>
    public string? RevealKey() => Key is null ? null : new NetworkCredential(string.Empty, Key).Password;

    /// <summary>Returns the key id.</summary>
    public override string ToString() => KeyId;

    internal bool HasPlainScopes => Array.TrueForAll(_scopes, PlainText.IsPrintable);

    /// <summary>Whether the key has exactly these scopes, in any order.</summary>
    internal bool HasScopes(IEnumerable<string> scopes) => new HashSet<string>(_scopes, StringComparer.Ordinal).SetEquals(scopes);

    /// <summary>Returns a copy of this key as the result of a rotation.</summary>
    internal ApiKey Replacing(string keyId, bool revoked, bool isSaved = false)
    {
        var copy = (ApiKey)MemberwiseClone();
        copy._rotation = new Rotation(keyId, revoked, isSaved);
        return copy;
    }

    /// <summary>Returns this key with what the platform knows of its owner.</summary>
    internal ApiKey WithOwner(ApiKeyOwnerStatus status, string? email)
    {
        var copy = (ApiKey)MemberwiseClone();
        copy._owner = new Owner(status, email);
        return copy;
    }

    private sealed record Owner(ApiKeyOwnerStatus Status, string? Email);

    private sealed record Rotation(string KeyId, bool Revoked, bool IsSaved);
}
