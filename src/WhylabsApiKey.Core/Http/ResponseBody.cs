namespace WhylabsApiKey.Core.Http;

/// <summary>The body of a successful answer, the service's clock when it was sent, and the request that it answers.</summary>
internal sealed record ResponseBody(Stream Stream, DateTime AtUtc, string RequestId)
{
    // About a million keys.
    private const long MostBytes = 256L << 20;

    public static async Task<Stream> OpenAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
#if NET
        Stream content = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
#else
        // The stream of .NET Framework does not listen to a token.
        cancellation.Register(response.Dispose);
        Stream content = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        return new BoundedStream(content, MostBytes);
    }
}
