using System.Net;
using System.Security;
using System.Text.RegularExpressions;
using WhylabsApiKey.Input;

namespace WhylabsApiKey.Connection;

/// <summary>The token that a command authenticates with, and its default organization.</summary>
internal sealed class Credential
{
    // Matches quotes around a token, or words before it. Credentials of another form are a JSON object.
    private static readonly Lazy<Regex> WrappedToken = new(() => new Regex(
        @"^(?!\{)(['""`].*|.*['""`]|bearer\s.*|.*\s[A-Za-z0-9]{10}\..*)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase));

    private readonly TokenIdentity _identity;

    private Credential(string token, string? orgId)
    {
        _identity = TokenIdentity.Of(token);
        (Token, OrgId) = (token, orgId ?? OrgIdOf(_identity));
    }

    public string Token { get; }

    /// <summary>The id of the calling key; null if the token has none.</summary>
    public string? KeyId => _identity.KeyId;

    public string? OrgId { get; }

    /// <summary>The organization at the end of the token, including the operator's 0.</summary>
    public string? OrgIdOfToken => _identity.OrgId;

    public static Credential Resolve(ConnectionSources sources) => new(
        (sources.ApiKey ?? sources.Session?.Token) is { } secret ? TokenOf(secret) : CheckToken(sources.Variable("WHYLABS_API_KEY")),
        SessionOrgId(sources) ?? sources.Variable("WHYLABS_DEFAULT_ORG_ID"));

    public static string TokenOf(SecureString secret) => CheckToken(new NetworkCredential(string.Empty, secret).Password);

    /// <summary>Whether a token contains the organization to act for.</summary>
    public static bool NamesOrganization(string token) => OrgIdOf(TokenIdentity.Of(token)) is not null;

    /// <summary>The organization to act for. Null means that of the calling key, if the version allows it.</summary>
    public string? ResolveOrgId(string? orgId, ServiceVersion version) =>
        !string.IsNullOrWhiteSpace(orgId) ? Identifier.Check(nameof(OrgId), orgId!)
        : OrgId is not null ? Identifier.Check("The organization id of the session, WHYLABS_DEFAULT_ORG_ID or the API key", OrgId)
        : !version.NeedsOrganization && !_identity.IsOperator ? null
        : throw new WhylabsApiException(WhylabsErrorId.OrgIdMissing, "No organization is specified.");

    public void RefuseOwnKey(string keyId, bool allowSelf)
    {
        if (_identity.IsOf(keyId) && !allowSelf)
        {
            throw new WhylabsApiException(
                WhylabsErrorId.OwnKey,
                $"API key {keyId} is the key that this command authenticates with.");
        }
    }

    // The operator's token ends in 0, the operator's own organization. Commands act for other organizations.
    private static string? OrgIdOf(TokenIdentity identity) => identity.IsOperator ? null : identity.OrgId;

    // An organization that the session took from its token does not apply to another token.
    internal static string? SessionOrgId(ConnectionSources sources) =>
        sources is { Session: { } session, ApiKey: not null } && session.OrgId == OrgIdOf(TokenIdentity.Of(TokenOf(session.Token)))
            ? null
            : sources.Session?.OrgId;

    // Refuses only text that cannot be a header value, because a service may accept credentials of another form.
    private static string CheckToken(string? token)
    {
        if (token is null or "")
            throw new WhylabsApiException(WhylabsErrorId.ApiKeyMissing, "There is no token to authenticate with.");
        string? flaw = token.Any(c => c is < ' ' or > '~') || token[0] == ' ' || token[token.Length - 1] == ' '
            ? "has a line break, an outer space or another character that no token has."
            : WrappedToken.Value.IsMatch(token) ? "is in quotes, or has a word before it, such as Bearer. Pass the token alone."
            : null;
        return flaw is null ? token : throw new WhylabsApiException(WhylabsErrorId.ApiKeyMalformed, $"The token {flaw}");
    }
}
