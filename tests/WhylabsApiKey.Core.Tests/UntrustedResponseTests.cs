using System.IO.Compression;
using System.Text;
using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>Tests malicious and malformed responses. Each is a complete list or an error, within limits of time and size.</summary>
public class UntrustedResponseTests
{
    private static readonly string Two = Wire.List(Wire.Key, Wire.Key.Replace("HMiFAgQeNb", "other", StringComparison.Ordinal));

    public static TheoryData<string, int?> Responses => new()
    {
        { "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>", null },
        { RawRequest.Json(""), null },
        { RawRequest.Json("  \n "), null },
        { RawRequest.Json(Two[..^20]), null },
        { RawRequest.Json(Two + Two), null },
        { RawRequest.Json(Two.Replace("\"items\"", "\"items\":[],\"items\"", StringComparison.Ordinal)), null },
        { RawRequest.Json(Two.Replace("\"userId\"", "\"userId\":\"x\",\"userId\"", StringComparison.Ordinal)), null },
        { RawRequest.Json(Two.Replace("\"keyId\"", "\"KEYID\"", StringComparison.Ordinal)), null },
        { RawRequest.Json(Two.Replace("\"items\"", "\"new\":{\"a\":[1,null,true]},\"items\"", StringComparison.Ordinal)), 2 },
        { RawRequest.Json("{\"deep\":" + new string('[', 100_000) + new string(']', 100_000) + "," + Two[1..]), null },
        { RawRequest.Json(Two.Replace("user-123", "\\ud800", StringComparison.Ordinal)), null },
        { "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-16\r\nContent-Length: " + Two.Length + "\r\n\r\n" + Two, 2 },
        { "HTTP/1.1 200 OK\r\nContent-Length: " + (Two.Length + 10) + "\r\nConnection: close\r\n\r\n" + Two, null },
        { "HTTP/1.1 200 OK\r\nContent-Length: " + (Two.Length - 10) + "\r\nConnection: close\r\n\r\n" + Two, null },
        { $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{Two.Length:X4}\r\n{Two}\r\n0\r\n\r\n", 2 },
        { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n" + Two, null },
        { "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + Two, 2 },
        { "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope", null },
        { "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 4\r\n\r\nnope", null },
        { "HTTP/1.1 200 OK\r\nX-Flood: " + new string('x', 1_000_000) + "\r\n" + RawRequest.Json(Two)[17..], null },
        { "HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Repeat("X-Flood: x\r\n", 100_000)) + "\r\n", null },
        { "SSH-2.0-OpenSSH_9.9\r\n\r\n", null },
        { "HTTP/1.1 999999 Odd\r\n\r\n", null },
        { "HTTP/1.1 206 Partial\r\nContent-Length: 2\r\n\r\n{}", null },
    };

    [Theory]
    [MemberData(nameof(Responses))]
    public Task List_with_an_untrusted_response_is_a_list_or_InvalidResponse(string response, int? keys) =>
        AssertAsync(Encoding.Latin1.GetBytes(response), keys);

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public Task Compressed_response_is_read(string encoding) => AssertAsync(Compressed(encoding, Encoding.UTF8.GetBytes(Two)), 2);

    [Theory]
    [InlineData("\uFEFF", 2)]
    [InlineData("\uFEFF\uFEFF", null)]
    [InlineData(" \uFEFF", null)]
    public Task One_byte_order_mark_is_ignored(string before, int? keys) =>
        AssertAsync(Encoding.UTF8.GetBytes(RawRequest.Json(before + Two)), keys);

    [Fact]
    public Task Hundred_megabytes_of_white_space_are_ignored() =>
        AssertAsync(Encoding.ASCII.GetBytes(RawRequest.Json(new string(' ', 100_000_000) + Two)), 2);

    [Fact]
    public Task Compressed_response_over_the_size_limit_is_refused() => AssertAsync(Compressed("gzip", new byte[300_000_000]), null);

    [Fact]
    public async Task Endless_string_ends_at_the_size_limit()
    {
        await using RawServer server = Endless("HTTP/1.1 200 OK\r\nConnection: close\r\n", echoes: false, "{\"items\":[{\"keyId\":\"");
        using var client = new RealClient(server.Endpoint, timeoutSeconds: 60);
        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(() => client.Api.ListAsync("org-123", null, default));
        Assert.Equal(WhylabsErrorId.InvalidResponse, error.ErrorId);
        Assert.Contains("256 MB", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, error.Attempts);
    }

    [Fact]
    public async Task Endless_error_body_is_read_up_to_a_limit()
    {
        await using RawServer server = Endless("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n", echoes: true);
        using var client = new RealClient(server.Endpoint, timeoutSeconds: 60);
        Assert.Equal(WhylabsErrorId.Forbidden, (await Assert.ThrowsAsync<WhylabsApiException>(
            () => client.Api.ListAsync("org-123", null, default))).ErrorId);
    }

    [Fact]
    public async Task Incomplete_list_without_a_content_length_is_retried()
    {
        int count = 0;
        await using var server = new RawServer(async request =>
        {
            string body = Interlocked.Increment(ref count) == 1 ? Two[..^20] : Two;
            await request.SendAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body);
            request.Close();
        });
        using var client = new RealClient(server.Endpoint);
        Assert.Equal(2, (await client.Api.ListAsync("org-123", null, default)).Count);
    }

    [Fact]
    public async Task Cookies_are_not_stored()
    {
        var heads = new List<string>();
        await using var server = new RawServer(request =>
        {
            heads.Add(request.Head);
            return request.SendAsync(RawRequest.Json(Two, "Set-Cookie: sid=opaque; Path=/\r\n"));
        });
        using var client = new RealClient(server.Endpoint);
        await client.Api.ListAsync("org-123", null, default);
        await client.Api.ListAsync("org-123", null, default);
        Assert.Equal(2, heads.Count);
        Assert.DoesNotContain("Cookie", heads[1], StringComparison.OrdinalIgnoreCase);
    }

    private static RawServer Endless(string head, bool echoes, string body = "")
    {
        byte[] block = Encoding.ASCII.GetBytes(new string('x', 1 << 20));
        return new RawServer(async request =>
        {
            await request.SendAsync($"{head}{(echoes ? request.Echo : "")}\r\n{body}");
            while (true)
                await request.SendAsync(block);
        });
    }

    private static async Task AssertAsync(byte[] response, int? keys)
    {
        await using var server = new RawServer(async request =>
        {
            await request.SendAsync(response);
            request.Close();
        });
        using var client = new RealClient(server.Endpoint, timeoutSeconds: 30, retries: 0);
        if (keys is { } count)
        {
            Assert.Equal(count, (await client.Api.ListAsync("org-123", null, default)).Count);
            return;
        }

        WhylabsApiException error = await Assert.ThrowsAsync<WhylabsApiException>(() => client.Api.ListAsync("org-123", null, default));
        Assert.Equal(WhylabsErrorId.InvalidResponse, error.ErrorId);
        Assert.True(error.Message.Length < 1000);
    }

    private static byte[] Compressed(string encoding, byte[] body)
    {
        using var bytes = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(bytes, CompressionLevel.Fastest, leaveOpen: true),
            _ => new ZLibStream(bytes, CompressionLevel.Fastest, leaveOpen: true),
        })
        {
            stream.Write(body);
        }

        string head = $"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nContent-Length: {bytes.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. bytes.ToArray()];
    }
}
