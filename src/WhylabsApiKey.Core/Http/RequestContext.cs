namespace WhylabsApiKey.Core.Http;

/// <summary>What the handlers need for one request. It travels with the request, because handlers are shared by all callers.</summary>
/// <param name="ActsFor">Another organization than the calling key's, to act for; null for none.</param>
internal sealed record RequestContext(ClientOptions Caller, string RequestId, string? ActsFor, RequestTrace Trace)
{
#if NET
    private static readonly HttpRequestOptionsKey<RequestContext> Key = new(nameof(RequestContext));

    public static RequestContext Of(HttpRequestMessage request) => request.Options.TryGetValue(Key, out RequestContext? context)
        ? context
        : throw new ArgumentException("The request has no context.", nameof(request));

    public void AttachTo(HttpRequestMessage request) => request.Options.Set(Key, this);
#else
    public static RequestContext Of(HttpRequestMessage request) => (RequestContext)request.Properties[nameof(RequestContext)];

    public void AttachTo(HttpRequestMessage request) => request.Properties[nameof(RequestContext)] = this;
#endif
}
