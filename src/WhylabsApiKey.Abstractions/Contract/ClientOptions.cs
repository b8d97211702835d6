namespace WhylabsApiKey;

/// <summary>How one caller reaches the service.</summary>
/// <param name="Endpoint">The base address: http or https, with or without a path prefix.</param>
/// <param name="Token">The caller's own API key, sent as <c>X-API-Key</c>.</param>
/// <param name="UserAgent">The product line that the service logs.</param>
internal sealed record ClientOptions(Uri Endpoint, string Token, string UserAgent)
{
    public const int DefaultTimeoutSec = 60;
    public const int DefaultRetryCount = 3;

    /// <summary>How many requests to one service are in flight at most.</summary>
    public const int MaximumConnections = 64;

    /// <summary>How long one attempt may take, the response body included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(DefaultTimeoutSec);

    /// <summary>How many times a request is retried after a transient failure, where that is safe.</summary>
    public int MaximumRetryCount { get; init; } = DefaultRetryCount;

    public ApiVersion ApiVersion { get; init; }

    /// <summary>Counts the requests of the caller; null where they are not counted.</summary>
    public RequestCounter? Requests { get; init; }

    /// <summary>Returns the endpoint; never the token.</summary>
    public override string ToString() => Endpoint.ToString();
}
