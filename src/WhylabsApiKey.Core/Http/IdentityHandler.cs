using System.Net.Http.Headers;

namespace WhylabsApiKey.Core.Http;

/// <summary>Adds the headers that say who calls, for which organization, with which request, and what the caller accepts.</summary>
internal sealed class IdentityHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = RequestContext.Of(request);
        HttpRequestHeaders headers = request.Headers;
        headers.TryAddWithoutValidation("X-API-Key", context.Caller.Token);
        headers.TryAddWithoutValidation("X-Request-Id", context.RequestId);
        headers.TryAddWithoutValidation("Accept", "application/json");
        headers.TryAddWithoutValidation("User-Agent", context.Caller.UserAgent);
        if (context.ActsFor is { } orgId)
            headers.TryAddWithoutValidation("X-WHYLABS-ORGANIZATION", orgId);
        return base.SendAsync(request, cancellationToken);
    }
}
