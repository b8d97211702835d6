using System.Net;
using System.Security;

namespace WhylabsApiKey;

/// <summary>
/// One API key of an organization: an immutable snapshot of what the service said of it.
/// Times are of kind Local. What depends on the time (<see cref="Expired"/>, <see cref="Status"/>,
/// <see cref="ExpiresInDays"/>, <see cref="IdleDays"/>) is judged by the service's clock when it answered.
/// </summary>
public sealed class ApiKey
{
    private Observation? _observation;
    private Rotation? _rotation;

    internal ApiKey(string keyId, string orgId, string? userId, DateTime? createdUtc)
    {
        KeyId = keyId;
        OrgId = orgId;
        UserId = userId;
        CreatedUtc = createdUtc;
    }

    /// <summary>The public id: the first ten characters of the token. Case-sensitive.</summary>
    public string KeyId { get; }

    /// <summary>The name people gave the key; null when it has none. Not unique.</summary>
    public string? Alias { get; internal init; }

    /// <summary>
    /// The user the key acts for; the service does not check that such a user exists. In v1 the id of the key that made
    /// it, and null in lists.
    /// </summary>
    public string? UserId { get; }

    public string OrgId { get; }

    /// <summary>Whether the key still opens anything; a revoked key is Revoked even when it has expired too.</summary>
    public ApiKeyStatus Status => Revoked ? ApiKeyStatus.Revoked : Expired ? ApiKeyStatus.Expired : ApiKeyStatus.Active;

    /// <summary>Scopes such as <c>:user</c>; empty when the key has none, never null.</summary>
    public string[] Scopes { get; internal init; } = [];

    public string? ResourceId { get; internal init; }

    /// <summary>Null in the lists of v1, which do not have it.</summary>
    public DateTime? CreationTime => CreatedUtc?.ToLocalTime();

    /// <summary>When the key stops working; null when it never expires.</summary>
    public DateTime? ExpirationTime => ExpiresUtc?.ToLocalTime();

    /// <summary>The last use the service recorded; it lags by fifteen minutes or more. Null: see <see cref="IdleDays"/>.</summary>
    public DateTime? LastUsedTime => LastUsedUtc?.ToLocalTime();

    /// <summary>Days until the key expires: negative once it has, positive infinity when it never does.</summary>
    public double ExpiresInDays => ExpiresUtc is { } expires ? (expires - Seen.AtUtc).TotalDays : double.PositiveInfinity;

    /// <summary>
    /// Days since the last use, or since creation if it was never used. Null when the service did not say: in a list by
    /// user, in a look-up by id without a last use, and for every key of an organization that records no last use.
    /// </summary>
    public double? IdleDays => (LastUsedUtc ?? (Seen.RecordsLastUse ? CreatedUtc : null)) is { } since
        ? Math.Max(0, (Seen.AtUtc - since).TotalDays)
        : null;

    public bool Expired => ExpiresUtc <= Seen.AtUtc;

    public bool NeverExpires => ExpiresUtc is null;

    public bool Revoked { get; internal init; }

    /// <summary>The endpoint of the service whose key this is. Elsewhere the same id may be another key's, and the secret has no business.</summary>
    public Uri IssuedBy => Seen.Endpoint;

    /// <summary>When the revocation was confirmed, by the service's clock; only on what a revocation returns.</summary>
    public DateTime? RevokedTime => Seen.ByRevocation ? Seen.AtUtc.ToLocalTime() : null;

    /// <summary>The <c>X-Request-Id</c> of the request whose answer this was; the service's log has it too.</summary>
    public string RequestId => Seen.RequestId;

    /// <summary>The id of the key that this one was made to replace; only on what a rotation returns.</summary>
    public string? Replaces => _rotation?.KeyId;

    /// <summary>Whether the replaced key is revoked; only on what a rotation returns.</summary>
    public bool? ReplacedRevoked => _rotation?.Revoked;

    /// <summary>The token itself; only on a key that was just created, null on every other.</summary>
    public SecureString? Key { get; internal init; }

    /// <summary>From creation to expiry; null when it never expires, or the service did not say when it was made.</summary>
    internal TimeSpan? Lifetime => ExpiresUtc - CreatedUtc;

    internal DateTime? CreatedUtc { get; }

    internal DateTime? ExpiresUtc { get; init; }

    internal DateTime? LastUsedUtc { get; init; }

    internal DateTime SeenUtc => Seen.AtUtc;

    private Observation Seen => _observation ?? throw new InvalidOperationException("The answer that held this key was not read to its end.");

    /// <summary>Returns the token in clear, or null when this object does not carry it.</summary>
    public string? RevealKey() => Key is null ? null : new NetworkCredential(string.Empty, Key).Password;

    /// <summary>Returns the key id.</summary>
    public override string ToString() => KeyId;

    /// <summary>Whether the key has these scopes and no others, in any order.</summary>
    internal bool HasScopes(IEnumerable<string> scopes) => new HashSet<string>(Scopes, StringComparer.Ordinal).SetEquals(scopes);

    internal void SeenIn(Observation observation) => _observation = observation;

    internal void TookThePlaceOf(string keyId, bool revoked) => _rotation = new Rotation(keyId, revoked);

    private sealed record Rotation(string KeyId, bool Revoked);
}
