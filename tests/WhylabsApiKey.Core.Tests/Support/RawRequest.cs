using System.Net.Sockets;
using System.Text;

namespace WhylabsApiKey.Core.Tests.Support;

/// <summary>A received request, with methods to send a valid or broken response.</summary>
internal sealed class RawRequest(string head, Socket socket, Stream stream, CancellationToken end)
{
    public string Head => head;

    public string Method => head.Split(' ')[0];

    /// <summary>Cancelled when the test ends.</summary>
    public CancellationToken End => end;

    /// <summary>The X-Request-Id header that the service's responses have.</summary>
    public string Echo =>
        head.Split("\r\n").First(line => line.StartsWith("X-Request-Id: ", StringComparison.OrdinalIgnoreCase)) + "\r\n";

    public static string Json(string body, string headers = "") =>
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}";

    public static string Status(int status) => $"HTTP/1.1 {status} Status\r\nContent-Length: 0\r\n\r\n";

    public async Task SendAsync(string text) => await SendAsync(Encoding.UTF8.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await stream.WriteAsync(bytes, end);
        await stream.FlushAsync(end);
    }

    /// <summary>Closes the connection normally (FIN).</summary>
    public void Close()
    {
        socket.Shutdown(SocketShutdown.Both);
        socket.Close();
    }

    /// <summary>Resets the connection (RST).</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    /// <summary>Waits until the client has cancelled the request.</summary>
    public async Task WaitForCancellationAsync()
    {
        byte[] rest = new byte[1024];
        try
        {
            while (await stream.ReadAsync(rest, end) > 0)
            {
            }
        }
        catch (IOException)
        {
            // A reset also means that the client has cancelled the request.
        }
    }
}
