namespace WhylabsApiKey.Core.Http;

/// <summary>Writes each request and response, redacted, as debug messages when the caller shows them.</summary>
internal sealed class TracingHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        RequestTrace trace = ((ApiRequest)request).Trace;
        return trace.ShowsTraffic ? SendAsync(request, trace, cancellationToken) : base.SendAsync(request, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, RequestTrace trace, CancellationToken cancellation)
    {
        trace.Request(request);
        HttpResponseMessage response = await base.SendAsync(request, cancellation).ConfigureAwait(false);
        HttpContent original = response.Content;
        response.Content = new StreamContent(
            await ResponseStream.OpenAsync(response, cancellation, bytes => trace.Response(response, bytes)).ConfigureAwait(false));
        foreach (KeyValuePair<string, IEnumerable<string>> header in original.Headers)
            response.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
        return response;
    }
}
