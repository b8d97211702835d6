using System.IO.Compression;
using System.Text.Json.Nodes;

namespace WhylabsApiKey.Tests.Sandbox;

/// <summary>Tests the request size limit and the response compression of the sandbox.</summary>
public sealed class TransportTests : SandboxHttpTest
{
    private const string Target = Keys + "?user_id=bob&alias=";

    [Theory]
    [InlineData(4096, 200, 1)]
    [InlineData(4097, 414, 0)]
    public async Task Request_line_over_4096_bytes_is_refused(int length, int status, int requests)
    {
        string alias = new('x', length - $"POST {Target} HTTP/1.1".Length);
        using HttpResponseMessage response = await SendAsync("POST", Target + alias, Demo.OperatorToken);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status != 200, (await response.Content.ReadAsByteArrayAsync()).Length == 0);
        Assert.Equal(requests, Server.Requests.Count);
    }

    [Theory]
    [InlineData(Keys, "gzip", true)]
    [InlineData(Keys, null, false)]
    [InlineData(Keys + "/zP0gHsa6Ri", "gzip", false)]
    public async Task Response_over_1_kb_is_compressed_if_the_request_accepts_it(string target, string? encoding, bool compressed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(target));
        request.Headers.Add("X-API-Key", Demo.OperatorToken);
        if (encoding is not null)
            request.Headers.Add("Accept-Encoding", encoding);
        using HttpResponseMessage response = await Http.SendAsync(request);
        Assert.Equal(compressed ? ["gzip"] : [], response.Content.Headers.ContentEncoding);
        await using Stream body = await response.Content.ReadAsStreamAsync();
        await using Stream plain = compressed ? new GZipStream(body, CompressionMode.Decompress) : body;
        Assert.NotNull(await JsonNode.ParseAsync(plain));
    }
}
