namespace WhylabsApiKey.Core.Http;

/// <summary>Shows the headers and the body of a request's response, redacted, to a caller that wants debug messages.</summary>
internal sealed class TracingHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        RequestTrace trace = RequestContext.Of(request).Trace;
        return trace.ShowsTraffic ? SendAsync(request, trace, cancellationToken) : base.SendAsync(request, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, RequestTrace trace, CancellationToken cancellation)
    {
        trace.Request(request);
        HttpResponseMessage response = await base.SendAsync(request, cancellation).ConfigureAwait(false);
        HttpContent original = response.Content;
#if NET
        Stream body = await original.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
#else
        Stream body = await original.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        response.Content = new StreamContent(new RecordingStream(body, bytes => trace.Response(response, bytes)));
        foreach (KeyValuePair<string, IEnumerable<string>> header in original.Headers)
            response.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
        return response;
    }

    /// <summary>Keeps what is read, and hands it over when the reader is done.</summary>
    private sealed class RecordingStream(Stream inner, Action<byte[]> done) : ReadOnlyStream(inner)
    {
        private MemoryStream? _record = new();

        protected override void OnRead(ReadOnlySpan<byte> bytes) => _record?.Write(bytes.ToArray(), 0, bytes.Length);

        protected override void Dispose(bool disposing)
        {
            byte[]? bytes = _record?.ToArray();
            _record = null;
            if (disposing && bytes is not null)
                done(bytes);
            base.Dispose(disposing);
        }
    }
}
