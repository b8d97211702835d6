namespace WhylabsApiKey.Core.Http;

/// <summary>Reads the body of a response. It throws when the body exceeds the size limit.</summary>
/// <param name="done">Receives all bytes that were read when the stream is disposed; null when they are not needed.</param>
internal sealed class ResponseStream(Stream inner, Action<byte[]>? done = null) : Stream
{
    // About a million keys.
    private const int MostMegabytes = 256;

    private readonly MemoryStream? _record = done is null ? null : new MemoryStream();
    private long _read;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => _read; set => throw new NotSupportedException(); }

    public static async Task<ResponseStream> OpenAsync(
        HttpResponseMessage response, CancellationToken cancellation, Action<byte[]>? done = null)
    {
#if NET
        return new ResponseStream(await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false), done);
#else
        // The streams of .NET Framework ignore a cancellation token.
        cancellation.Register(response.Dispose);
        return new ResponseStream(await response.Content.ReadAsStreamAsync().ConfigureAwait(false), done);
#endif
    }

    public override int Read(byte[] buffer, int offset, int count) => Add(buffer.AsSpan(offset, inner.Read(buffer, offset, count)));

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        int read = await inner.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
        return Add(buffer.AsSpan(offset, read));
    }

#if NET
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        return Add(buffer.Span[..read]);
    }
#endif

    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && _record is { CanRead: true })
        {
            _record.Dispose();
            done!(_record.ToArray());
        }

        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private int Add(ReadOnlySpan<byte> bytes)
    {
        _record?.Write(bytes.ToArray(), 0, bytes.Length);
        return (_read += bytes.Length) <= (long)MostMegabytes << 20
            ? bytes.Length
            : throw new InvalidOperationException($"The body is larger than {MostMegabytes} MB.");
    }
}
