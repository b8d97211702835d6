namespace WhylabsApiKey;

/// <summary>The properties of a response that all its keys share.</summary>
/// <param name="atUtc">The time, in UTC, from which the relative times of the keys count.</param>
/// <param name="requestId">The <c>X-Request-Id</c> of the request.</param>
/// <param name="endpoint">The service that sent the response.</param>
internal sealed class Observation(DateTime atUtc, string requestId, Uri endpoint)
{
    public DateTime AtUtc => atUtc;

    public string RequestId => requestId;

    public Uri Endpoint => endpoint;

    /// <summary>Whether the request was a revocation.</summary>
    public bool ByRevocation { get; init; }

    /// <summary>When the request was in flight; null for keys that do not come from a request.</summary>
    public RequestTime? Request { get; init; }

    /// <summary>Whether a key without a last use was never used. Set after the whole response is read.</summary>
    public bool RecordsLastUse { get; private set; }

    public void SetRecordsLastUse() => RecordsLastUse = true;
}
