namespace WhylabsApiKey.Core.Http;

/// <summary>A request with what the handlers need for it. It travels with the request, because all callers share the handlers.</summary>
/// <param name="actsFor">Another organization than the calling key's, to act for; null for none.</param>
internal sealed class ApiRequest(
    HttpMethod method, Uri address, ClientOptions caller, string requestId, string? actsFor, RequestTrace trace)
    : HttpRequestMessage(method, address)
{
    public ClientOptions Caller => caller;

    public string RequestId => requestId;

    public string? ActsFor => actsFor;

    public RequestTrace Trace => trace;
}
