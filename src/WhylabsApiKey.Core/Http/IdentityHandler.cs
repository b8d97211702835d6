namespace WhylabsApiKey.Core.Http;

/// <summary>Adds the headers with the token, the organization, the request id, the user agent and the accepted media type.</summary>
internal sealed class IdentityHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var api = (ApiRequest)request;
        api.Headers.TryAddWithoutValidation("X-API-Key", api.Caller.Token);
        api.Headers.TryAddWithoutValidation("X-Request-Id", api.RequestId);
        api.Headers.TryAddWithoutValidation("Accept", "application/json");
        api.Headers.TryAddWithoutValidation("User-Agent", api.Caller.UserAgent);
        if (api.ActsFor is { } orgId)
            api.Headers.TryAddWithoutValidation("X-WHYLABS-ORGANIZATION", orgId);
        return base.SendAsync(request, cancellationToken);
    }
}
