namespace WhylabsApiKey;

/// <summary>How one caller reaches the service.</summary>
/// <param name="Endpoint">The base address: http or https, with or without a path prefix.</param>
/// <param name="Token">The caller's own API key, sent as <c>X-API-Key</c>.</param>
/// <param name="UserAgent">The product line that the service logs.</param>
public sealed record ClientOptions(Uri Endpoint, string Token, string UserAgent)
{
    /// <summary>The time one attempt may take, its answer's body included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a failed request is sent again where that is safe.</summary>
    public int MaximumRetryCount { get; init; } = 3;

    /// <summary>Which of the service's two surfaces is called.</summary>
    public ApiVersion ApiVersion { get; init; }

    /// <summary>Returns the endpoint; never the token.</summary>
    public override string ToString() => Endpoint.ToString();
}
