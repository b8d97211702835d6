namespace WhylabsApiKey.Core.Http;

/// <summary>The body of a response. A body that exceeds the size limit is an error.</summary>
internal sealed class BoundedStream : ReadOnlyStream
{
    // About a million keys.
    private const int MostMegabytes = 256;
    private long _read;

    private BoundedStream(Stream inner)
        : base(inner)
    {
    }

    public static async Task<Stream> OpenAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
#if NET
        return new BoundedStream(await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false));
#else
        // The streams of .NET Framework ignore a cancellation token.
        cancellation.Register(response.Dispose);
        return new BoundedStream(await response.Content.ReadAsStreamAsync().ConfigureAwait(false));
#endif
    }

    protected override void OnRead(ReadOnlySpan<byte> bytes)
    {
        if ((_read += bytes.Length) > (long)MostMegabytes << 20)
            throw new InvalidOperationException($"It is larger than {MostMegabytes} MB.");
    }
}
