using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace WhylabsApiKey.Core.Tests.Support;

/// <summary>A server on a loopback socket. The test controls every byte of its responses.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<RawRequest, Task> _respond;
    private readonly X509Certificate2? _certificate;
    private readonly Action<Socket>? _connected;
    private readonly Task _accepting;
    private readonly ConcurrentQueue<string> _requests = new();
    private int _connections;

    /// <param name="connected">Receives the socket of each connection.</param>
    public RawServer(Func<RawRequest, Task> respond, X509Certificate2? certificate = null, Action<Socket>? connected = null)
    {
        _respond = respond;
        _connected = connected;
        _certificate = certificate;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Endpoint => new($"{(_certificate is null ? "http" : "https")}://127.0.0.1:{Port}");

    /// <summary>The request lines so far, such as "GET /health HTTP/1.1".</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    public int Connections => _connections;

    public int Count(string method) => Requests.Count(line => line.StartsWith(method + " ", StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
                serving.Add(ServeAsync(await _listener.AcceptSocketAsync(_end.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        Interlocked.Increment(ref _connections);
        _connected?.Invoke(socket);
        using var owned = socket;
        try
        {
            await using Stream stream = await OpenAsync(socket);
            while (await ReadHeadAsync(stream) is { } head)
            {
                _requests.Enqueue(head.Split("\r\n")[0]);
                await _respond(new RawRequest(head, socket, stream, _end.Token));
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException
            or System.Security.Authentication.AuthenticationException)
        {
            // Tests close connections on purpose, and so do their clients.
        }
    }

    private async Task<Stream> OpenAsync(Socket socket)
    {
        Stream stream = new NetworkStream(socket);
        if (_certificate is null)
            return stream;
        var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _end.Token);
        return secure;
    }

    private async Task<string?> ReadHeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (await stream.ReadAsync(one, _end.Token) == 1)
        {
            head.Append((char)one[0]);
            if (one[0] == '\n' && head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
                return head.ToString();
        }

        return null;
    }
}
