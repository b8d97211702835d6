using WhylabsApiKey.Errors;

namespace WhylabsApiKey.Connection;

/// <summary>Describes the settings of the next command and the source of each.</summary>
internal static class SettingSources
{
    private const string Parameter = "Parameter";
    private const string FromSession = "Session";
    private const string Token = "Token";
    private const string Default = "Default";

    /// <param name="orgId">The organization of a parameter; null for none.</param>
    /// <param name="problem">The error if a session is needed and missing; otherwise null.</param>
    /// <param name="isConnected">Whether there is a session, for this service or another.</param>
    public static ConnectionSettings Describe(
        ConnectionSources sources, string? orgId, bool isConnected, WhylabsApiException? problem)
    {
        WhylabsApiException? first = problem;
        ServiceAddress? address = Try(() => ServiceAddress.Resolve(sources), ref first);
        Credential? caller = Try(() => Credential.Resolve(sources), ref first);
        string? acting = caller is null ? orgId : Try(() => caller.ResolveOrgId(orgId, ServiceVersion.Of(ApiVersion.V1)), ref first);
        if (address is not null && caller is not null)
            Try(() => caller.ResolveOrgId(orgId, address.Version), ref first);
        return new ConnectionSettings
        {
            Endpoint = problem is null ? address?.Endpoint : sources.Endpoint,
            EndpointSource = problem is null || sources.Endpoint is not null ? EndpointSource(sources) : null,
            OrgId = acting,
            OrgIdSource = acting is null ? null : orgId is not null ? Parameter : OrgIdSource(sources),
            KeyId = caller?.KeyId,
            KeySource = KeySource(sources),
            ApiVersion = problem is null ? address?.ApiVersion : sources.ApiVersion,
            ApiVersionSource = sources.ApiVersion is not null ? Parameter
                : sources.Session is not null ? FromSession
                : problem is not null ? null
                : Named(sources, "WHYLABS_API_VERSION") ?? Default,
            Connected = isConnected,
            Problem = first is null ? null : $"{first.Message} {first.ToErrorRecord(target: null).ErrorDetails.RecommendedAction}",
        };
    }

    private static string EndpointSource(ConnectionSources sources) => sources.Endpoint is not null ? Parameter
        : sources.Session is not null ? FromSession
        : Named(sources, "WHYLABS_PRIVATE_API_ENDPOINT") ?? Named(sources, "WHYLABS_API_ENDPOINT") ?? Default;

    private static string? KeySource(ConnectionSources sources) => sources.ApiKey is not null ? Parameter
        : sources.Session is not null ? FromSession
        : Named(sources, "WHYLABS_API_KEY");

    private static string OrgIdSource(ConnectionSources sources) => Credential.SessionOrgId(sources) is not null ? FromSession
        : Named(sources, "WHYLABS_DEFAULT_ORG_ID") ?? Token;

    private static string? Named(ConnectionSources sources, string variable) => sources.Variable(variable) is null ? null : variable;

    private static T? Try<T>(Func<T?> resolve, ref WhylabsApiException? first)
        where T : class
    {
        try
        {
            return resolve();
        }
        catch (WhylabsApiException e)
        {
            first ??= e;
            return null;
        }
    }
}
