namespace WhylabsApiKey.Core.Http;

/// <summary>The body of an answer; it ends in an error when more comes than an answer may hold.</summary>
internal sealed class BoundedStream : Stream
{
    // About a million keys.
    private const int MostMegabytes = 256;

    private readonly Stream _inner;
    private long _read;

    private BoundedStream(Stream inner) => _inner = inner;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    public static async Task<Stream> OpenAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
#if NET
        return new BoundedStream(await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false));
#else
        // The stream of .NET Framework does not listen to a token.
        cancellation.Register(response.Dispose);
        return new BoundedStream(await response.Content.ReadAsStreamAsync().ConfigureAwait(false));
#endif
    }

    public override int Read(byte[] buffer, int offset, int count) => Count(_inner.Read(buffer, offset, count));

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Count(await _inner.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false));

#if NET
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await _inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));
#endif

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner.Dispose();
        base.Dispose(disposing);
    }

    private int Count(int read) => (_read += read) <= (long)MostMegabytes << 20
        ? read
        : throw new InvalidOperationException($"It is larger than {MostMegabytes} MB.");
}
