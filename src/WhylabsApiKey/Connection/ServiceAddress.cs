namespace WhylabsApiKey.Connection;

/// <summary>The service that a command calls, and its version.</summary>
internal sealed class ServiceAddress
{
    public const string PublicService = "https://api.whylabsapp.com";

    private const int Columns = 80;

    private ServiceAddress(Uri endpoint, ApiVersion apiVersion) => (Endpoint, ApiVersion) = (endpoint, apiVersion);

    public Uri Endpoint { get; }

    public ApiVersion ApiVersion { get; }

    /// <summary>What the service can do in this version.</summary>
    public ServiceVersion Version => ServiceVersion.Of(ApiVersion);

    public static ServiceAddress Resolve(ConnectionSources sources)
    {
        Uri endpoint = sources.Endpoint ?? sources.Session?.Endpoint ?? Parse(EndpointFromEnvironment(sources.Variable) ?? PublicService);
        Check(endpoint, sources.AllowUnencrypted || sources.Session?.AllowsUnencrypted == true);
        return new ServiceAddress(
            Endpoints.Normalize(endpoint),
            sources.ApiVersion ?? sources.Session?.ApiVersion ?? ParseVersion(sources.Variable("WHYLABS_API_VERSION")));
    }

    public static string? EndpointFromEnvironment(Func<string, string?> variable) =>
        variable("WHYLABS_PRIVATE_API_ENDPOINT") ?? variable("WHYLABS_API_ENDPOINT");

    public static Uri Parse(string text) => Uri.TryCreate(text.Trim(), UriKind.Absolute, out Uri? address)
        ? address
        : throw Invalid("it is not an absolute address");

    /// <summary>Describes a key to people: id, alias, owner, organization and service, without unknown parts.</summary>
    /// <remarks>A long description is wrapped between these facts; the organization and the service then come last.</remarks>
    public string DescribeKey(string keyId, string? alias, string? owner, string? orgId, KeyState? state = null)
    {
        string name = string.IsNullOrWhiteSpace(alias) ? "" : $"\"{PlainText.Exact(alias!)}\"";
        string user = string.IsNullOrWhiteSpace(owner) ? "" : $"of {PlainText.Exact(owner!)}";
        string[] key = [$"API key {PlainText.Exact(keyId)}", name, user];
        string[] place = [$"in {DescribeOrganization(orgId)}"];
        string[] life = [state is null ? "" : $"({state})"];
        return string.Join(" ", key.Concat(place).Where(fact => fact.Length > 0)).Length <= Columns
            ? Wrap([.. key, .. place, .. life])
            : Wrap([.. key, .. life, .. place]);
    }

    /// <param name="owner">Null for the owner of the calling key.</param>
    public string DescribeOwner(string? owner, string? orgId) =>
        (owner is null ? "" : $"{PlainText.Exact(owner)} in ") + DescribeOrganization(orgId);

    public string DescribeOrganization(string? orgId) =>
        $"{PlainText.Exact(OrganizationName.Of(orgId))} at {Endpoint.Authority}{Endpoint.AbsolutePath.TrimEnd('/')}";

    /// <summary>Refuses a key that another service issued.</summary>
    public void RefuseOtherService(Uri issuedBy, string? reason = null)
    {
        if (Endpoints.AreSame(issuedBy, Endpoint))
            return;
        throw new WhylabsApiException(
            WhylabsErrorId.KeyOfAnotherService,
            $"The key is of the service at {Name(issuedBy)}, and this is {Name(Endpoint)}: "
            + $"{reason ?? "here the same id may be another key's"}.");
    }

    private static string Wrap(IEnumerable<string> facts) => facts.Where(fact => fact.Length > 0).Aggregate((text, fact) =>
        text + (text.Length - text.LastIndexOf('\n') + fact.Length > Columns ? '\n' : ' ') + fact);

    // Omits a user name and password, which a row may contain.
    private static string Name(Uri address) =>
        address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private static ApiVersion ParseVersion(string? text) => text?.Trim().ToUpperInvariant() switch
    {
        null or "V0" => ApiVersion.V0,
        "V1" => ApiVersion.V1,
        _ => throw new WhylabsApiException(WhylabsErrorId.InvalidApiVersion, "WHYLABS_API_VERSION is neither v0 nor v1."),
    };

    /// <summary>Refuses an address that the token must not be sent to.</summary>
    public static void Check(Uri address, bool allowUnencrypted)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != "https" && address.Scheme != "http"))
            throw Invalid("it does not begin with https:// or http://");
        if (address.UserInfo.Length > 0)
            throw Invalid("it holds a user name or password");
        if (address.Query.Length > 0 || address.Fragment.Length > 0)
            throw Invalid("it has a query or a fragment");
        if (address.Scheme == "http" && !address.IsLoopback && !allowUnencrypted)
        {
            throw new WhylabsApiException(
                WhylabsErrorId.InsecureEndpoint, $"The API key would travel to {address.Authority} unencrypted, over plain http.");
        }
    }

    // The address is not in the message: it may be a secret in the wrong place.
    private static WhylabsApiException Invalid(string reason) =>
        new(WhylabsErrorId.InvalidEndpoint, $"The endpoint that was given cannot be used: {reason}.");
}
