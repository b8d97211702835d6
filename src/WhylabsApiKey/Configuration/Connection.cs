using System.Net;
using System.Security;

namespace WhylabsApiKey.Configuration;

/// <summary>Which service to call, as whom, and for which organization when none is named.</summary>
internal sealed class Connection
{
    public const string PublicService = "https://api.whylabsapp.com";

    private readonly TokenIdentity _identity;

    private Connection(Uri endpoint, string token, string? orgId, ApiVersion apiVersion)
    {
        Endpoint = endpoint;
        Token = token;
        ApiVersion = apiVersion;
        _identity = TokenIdentity.Of(token);

        DefaultOrgId = orgId ?? OrgIdIn(_identity);
    }

    public Uri Endpoint { get; }

    public string Token { get; }

    public ApiVersion ApiVersion { get; }

    /// <summary>The id of the key that this connection authenticates with; null for a token that does not tell.</summary>
    public string? OwnKeyId => _identity.KeyId;

    public string? DefaultOrgId { get; }

    /// <summary>A parameter wins over the session, the session over the environment.</summary>
    public static Connection Resolve(ConnectionParameters given, WhylabsSession? session, Func<string, string?> environment)
    {
        // What a session remembers belongs to its endpoint, and is used for no other.
        if (given.Endpoint is not null && session?.IsFor(given.Endpoint) == false)
            session = null;
        Uri address = given.Endpoint ?? session?.Endpoint ?? ParseEndpoint(EndpointIn(environment) ?? PublicService);
        CheckEndpoint(address, given.AllowUnencrypted || session?.AllowsUnencrypted == true);
        return new Connection(
            address,
            (given.ApiKey ?? session?.Token) is { } secret ? TokenOf(secret) : CheckToken(NotBlank(environment("WHYLABS_API_KEY"))),
            OrgIdOf(session, isForItsToken: given.ApiKey is null) ?? NotBlank(environment("WHYLABS_DEFAULT_ORG_ID")),
            given.ApiVersion ?? session?.ApiVersion ?? ParseVersion(NotBlank(environment("WHYLABS_API_VERSION"))));
    }

    public static string? EndpointIn(Func<string, string?> environment) =>
        NotBlank(environment("WHYLABS_PRIVATE_API_ENDPOINT")) ?? NotBlank(environment("WHYLABS_API_ENDPOINT"));

    public static Uri ParseEndpoint(string text) => Uri.TryCreate(text.Trim(), UriKind.Absolute, out Uri? address)
        ? address
        : throw InvalidEndpoint("it is not an absolute address");

    public static string TokenOf(SecureString secret) => CheckToken(new NetworkCredential(string.Empty, secret).Password);

    /// <summary>Whether a token names the organization to act for.</summary>
    public static bool TellsOrg(string token) => OrgIdIn(TokenIdentity.Of(token)) is not null;

    /// <summary>The organization to act for; in v1 null for the calling key's own where nothing names it.</summary>
    public string? OrgId(string? orgId) => NotBlank(orgId) ?? DefaultOrgId
        ?? (ApiVersion == ApiVersion.V1 ? null : throw new WhylabsApiException(WhylabsErrorId.OrgIdMissing, "No organization is named."));

    // An operator's token ends in 0, the operator's own organization, which is never the one that is meant.
    private static string? OrgIdIn(TokenIdentity identity) => identity.OrgId == "0" ? null : identity.OrgId;

    // What a session knows from its own token does not hold for another.
    private static string? OrgIdOf(WhylabsSession? session, bool isForItsToken) =>
        session is not null && !isForItsToken && session.OrgId == OrgIdIn(TokenIdentity.Of(TokenOf(session.Token))) ? null : session?.OrgId;

    /// <summary>Names a key to people: alias, id, owner, organization and service, as far as they are known.</summary>
    public string Describe(string keyId, string? alias, string? owner, string? orgId)
    {
        string name = string.IsNullOrWhiteSpace(alias) ? "" : $" \"{PlainText.Of(alias!)}\"";
        string user = string.IsNullOrWhiteSpace(owner) ? "" : $" of {PlainText.Of(owner!)}";
        return $"API key {PlainText.Of(keyId)}{name}{user} in {Place(orgId)}";
    }

    /// <summary>Names an organization and its service to people.</summary>
    public string Place(string? orgId) => $"{(orgId is null ? "the calling key's organization" : PlainText.Of(orgId))} at {Endpoint.Authority}";

    /// <summary>Refuses what belongs to another service; null and an empty cell of a row do not tell.</summary>
    public void RefuseElsewhere(Uri? issuedBy, string why = "here the same id may be another key's")
    {
        if (issuedBy is { IsAbsoluteUri: true } && !Endpoints.AreSame(issuedBy, Endpoint))
            throw new WhylabsApiException(WhylabsErrorId.KeyOfAnotherService, $"The key is of the service at {Name(issuedBy)}, and this is {Name(Endpoint)}: {why}.");
    }

    // A row may hold anything, a password too.
    private static string Name(Uri address) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    public void RefuseOwnKey(string keyId, bool allowSelf)
    {
        if (keyId == OwnKeyId && !allowSelf)
        {
            throw new WhylabsApiException(
                WhylabsErrorId.OwnKey, $"API key {keyId} is the one that this command itself authenticates with; without it nothing more could be done here.");
        }
    }

    private static string? NotBlank(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    private static ApiVersion ParseVersion(string? text) => text?.Trim().ToUpperInvariant() switch
    {
        null or "V0" => ApiVersion.V0,
        "V1" => ApiVersion.V1,
        _ => throw new WhylabsApiException(WhylabsErrorId.InvalidApiVersion, "WHYLABS_API_VERSION is neither v0 nor v1."),
    };

    private static void CheckEndpoint(Uri address, bool allowUnencrypted)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != "https" && address.Scheme != "http"))
            throw InvalidEndpoint("it does not begin with https:// or http://");
        if (address.UserInfo.Length > 0)
            throw InvalidEndpoint("it holds a user name or password");
        if (address.Query.Length > 0 || address.Fragment.Length > 0)
            throw InvalidEndpoint("it has a query or a fragment");
        if (address.Scheme == "http" && !address.IsLoopback && !allowUnencrypted)
        {
            throw new WhylabsApiException(
                WhylabsErrorId.InsecureEndpoint, $"The API key would travel to {address.Authority} unencrypted, over plain http.");
        }
    }

    // Not repeated: what stands in its place may be a secret.
    private static WhylabsApiException InvalidEndpoint(string reason) =>
        new(WhylabsErrorId.InvalidEndpoint, $"The endpoint that was given cannot be used: {reason}.");

    // Only what cannot be a header value is refused: a service may also accept credentials of another form.
    private static string CheckToken(string? token)
    {
        if (token is null or "")
            throw new WhylabsApiException(WhylabsErrorId.ApiKeyMissing, "There is no API key to call the service with.");
        if (token.Any(c => c is < ' ' or > '~') || token[0] == ' ' || token[token.Length - 1] == ' ')
        {
            throw new WhylabsApiException(
                WhylabsErrorId.ApiKeyMalformed, "The API key to call the service with has a line break, an outer space or another character that no key has.");
        }

        return token;
    }
}
