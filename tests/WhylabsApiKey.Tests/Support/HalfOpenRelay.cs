using System.Net;
using System.Net.Sockets;

namespace WhylabsApiKey.Tests.Support;

/// <summary>
/// A relay whose first connection becomes half-open when the test decides: it stays open but no longer transmits data from the client,
/// as after a sleep of the machine. Later connections work.
/// </summary>
internal sealed class HalfOpenRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;
    private int _connections;

    public HalfOpenRelay(int target, Func<bool> isDead)
    {
        _listener.Start();
        _accepting = AcceptAsync(target, isDead);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync(int target, Func<bool> isDead)
    {
        var relays = new List<Task>();
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
                relays.Add(RelayAsync(client, target, _connections++ == 0 ? isDead : () => false));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(relays);
        }
    }

    private async Task RelayAsync(TcpClient client, int target, Func<bool> isDead)
    {
        using TcpClient near = client;
        using var far = new TcpClient();
        await far.ConnectAsync(IPAddress.Loopback, target);
        await Task.WhenAll(
            CopyAsync(near.GetStream(), far.GetStream(), isDead),
            CopyAsync(far.GetStream(), near.GetStream(), () => false));
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, Func<bool> isDead)
    {
        byte[] buffer = new byte[1 << 16];
        try
        {
            int length;
            while ((length = await from.ReadAsync(buffer, _end.Token)) > 0)
            {
                if (!isDead())
                    await to.WriteAsync(buffer.AsMemory(0, length), _end.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }
}
