using System.Net;
using System.Security;

namespace WhylabsApiKey.Configuration;

/// <summary>Which service to call, as whom, and for which organization when none is named.</summary>
internal sealed class Connection
{
    private const string PublicService = "https://api.whylabsapp.com";
    private const int KeyIdLength = 10;

    private Connection(Uri endpoint, string token, string? defaultOrgId)
    {
        Endpoint = endpoint;
        Token = token;
        DefaultOrgId = defaultOrgId;

        // {key id}.{secret}, and :{organization} behind it on all but old tokens. Other credentials tell neither.
        if (token.Length <= KeyIdLength || token[KeyIdLength] != '.' || !token.Take(KeyIdLength).All(char.IsLetterOrDigit))
            return;
        OwnKeyId = token.Substring(0, KeyIdLength);

        // An operator's token ends in 0, the operator's own organization, which is never the one that is meant.
        int colon = token.IndexOf(':');
        if (colon >= 0 && token.Substring(colon + 1) is not ("" or "0"))
            DefaultOrgId ??= token.Substring(colon + 1);
    }

    public Uri Endpoint { get; }

    public string Token { get; }

    /// <summary>The id of the key that this connection authenticates with; null for a token that does not tell.</summary>
    public string? OwnKeyId { get; }

    public string? DefaultOrgId { get; }

    public static Connection Resolve(Uri? endpoint, bool allowUnencrypted, SecureString? token, Func<string, string?> environment)
    {
        Uri address = endpoint ?? ParseEndpoint(
            NotBlank(environment("WHYLABS_PRIVATE_API_ENDPOINT")) ?? NotBlank(environment("WHYLABS_API_ENDPOINT")) ?? PublicService);
        CheckEndpoint(address, allowUnencrypted);
        string? clear = token is null ? NotBlank(environment("WHYLABS_API_KEY")) : new NetworkCredential(string.Empty, token).Password;
        return new Connection(address, CheckToken(clear), NotBlank(environment("WHYLABS_DEFAULT_ORG_ID")));
    }

    public string OrgId(string? orgId) => NotBlank(orgId) ?? DefaultOrgId
        ?? throw new WhylabsApiException(WhylabsErrorId.OrgIdMissing, "No organization is named.");

    private static string? NotBlank(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    private static Uri ParseEndpoint(string text) => Uri.TryCreate(text.Trim(), UriKind.Absolute, out Uri? address)
        ? address
        : throw InvalidEndpoint("it is not an absolute address");

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
