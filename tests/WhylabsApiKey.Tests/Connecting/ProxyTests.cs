using System.Text;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Connecting;

/// <summary>Tests the proxy in the environment variables.</summary>
public class ProxyTests
{
    private const string Empty = """{"items":[]}""";
    private const string ShowError =
        "try { Get-WhylabsApiKey -MaximumRetryCount 0 -ErrorAction Stop -WarningAction Ignore; 'none' } " +
        "catch { \"$($_.FullyQualifiedErrorId.Split(',')[0]) $_\" }";

    [Fact]
    public async Task Proxy_receives_the_credentials_in_its_address()
    {
        string credentials = "";
        await using var proxy = new RawServer(request =>
        {
            string? line = request.Head.Split("\r\n").FirstOrDefault(
                header => header.StartsWith("Proxy-Authorization: Basic ", StringComparison.OrdinalIgnoreCase));
            if (line is null)
                return request.SendAsync("HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
            credentials = Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2]));
            return request.SendAsync(RawRequest.Json(Empty));
        });
        (string, string?)[] environment = [("WHYLABS_API_ENDPOINT", "http://songbird.example.com"), ("WHYLABS_DEFAULT_ORG_ID", "o")];
        string script = ShowError.Replace("-Max", "-AllowUnencryptedAuthentication -Max", StringComparison.Ordinal);

        (_, string output) = await FreshProcess.RunScriptAsync(
            script,
            null,
            "abc",
            [.. environment, ("http_proxy", $"http://ann:pass@127.0.0.1:{proxy.Port}")]);
        Assert.Equal("none", output.Trim());
        Assert.Equal("ann:pass", credentials);

        (_, string without) = await FreshProcess.RunScriptAsync(
            script,
            null,
            "abc",
            [.. environment, ("http_proxy", proxy.Endpoint.ToString())]);
        Assert.StartsWith("ConnectionFailed", without, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proxy_on_another_machine_is_bypassed_for_a_local_service()
    {
        await using var server = new RawServer(request => request.SendAsync(RawRequest.Json(Empty)));
        (_, string output) = await FreshProcess.RunScriptAsync(
            ShowError,
            null,
            "abc",
            ("WHYLABS_API_ENDPOINT", server.Endpoint.ToString()),
            ("WHYLABS_DEFAULT_ORG_ID", "o"),
            ("http_proxy", "http://192.0.2.1:3128"));
        Assert.Equal("none", output.Trim());
        Assert.Single(server.Requests);
    }
}
