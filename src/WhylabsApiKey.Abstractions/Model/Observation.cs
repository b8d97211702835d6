namespace WhylabsApiKey;

/// <summary>The response that keys came from; all keys of one response share it.</summary>
/// <param name="atUtc">The time from which the values of keys count, in UTC.</param>
/// <param name="requestId">The <c>X-Request-Id</c> of the request.</param>
/// <param name="endpoint">The service that responded.</param>
internal sealed class Observation(DateTime atUtc, string requestId, Uri endpoint)
{
    public DateTime AtUtc => atUtc;

    public string RequestId => requestId;

    public Uri Endpoint => endpoint;

    /// <summary>Whether the request was a revocation.</summary>
    public bool ByRevocation { get; init; }

    /// <summary>When the request was in flight; null for keys that no request returned.</summary>
    public RequestTime? Request { get; init; }

    /// <summary>Whether a key without a last use has never been used. Known once the whole response is read.</summary>
    public bool RecordsLastUse { get; private set; }

    public void SetRecordsLastUse() => RecordsLastUse = true;
}
