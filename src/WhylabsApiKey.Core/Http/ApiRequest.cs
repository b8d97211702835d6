namespace WhylabsApiKey.Core.Http;

/// <summary>A request with the data of its caller. All callers share the handlers, so the request carries this data.</summary>
/// <param name="actsFor">The organization to act for; null for that of the calling key.</param>
internal sealed class ApiRequest(
    HttpMethod method, Uri address, ClientOptions caller, string requestId, string? actsFor, RequestTrace trace)
    : HttpRequestMessage(method, address)
{
    public ClientOptions Caller => caller;

    public string RequestId => requestId;

    public string? ActsFor => actsFor;

    public RequestTrace Trace => trace;
}
