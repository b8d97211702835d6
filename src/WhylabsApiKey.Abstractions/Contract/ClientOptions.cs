namespace WhylabsApiKey;

/// <summary>The endpoint, the token and the settings with which one caller calls the service.</summary>
/// <param name="Endpoint">The base address of the service, with or without a path prefix.</param>
/// <param name="Token">The caller's own API key, sent as <c>X-API-Key</c>.</param>
/// <param name="UserAgent">The User-Agent header, which the service logs.</param>
internal sealed record ClientOptions(Uri Endpoint, string Token, string UserAgent)
{
    public const int DefaultTimeoutSec = 60;
    public const int DefaultRetryCount = 3;

    /// <summary>The maximum number of requests to one service that are in flight.</summary>
    public const int MaximumConnections = 64;

    /// <summary>The time limit of one attempt, including the response body.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(DefaultTimeoutSec);

    /// <summary>The number of retries after a transient failure. A request that is not safe to repeat is not retried.</summary>
    public int MaximumRetryCount { get; init; } = DefaultRetryCount;

    public ApiVersion ApiVersion { get; init; }

    /// <summary>Counts the requests of the caller; null if they are not counted.</summary>
    public RequestCounter? Requests { get; init; }

    /// <summary>Returns the endpoint; never the token.</summary>
    public override string ToString() => Endpoint.ToString();
}
