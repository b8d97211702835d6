using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Trust;

/// <summary>Where the token goes, and where it never does: redirects, proxies, certificates.</summary>
public class TransportTests
{
    private const string Empty = """{"items":[]}""";
    private const string ShowError = "try { Get-WhylabsApiKey -MaximumRetryCount 0 -ErrorAction Stop; 'none' } catch { \"$($_.FullyQualifiedErrorId.Split(',')[0]) $_\" }";

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task No_redirect_is_followed(int status)
    {
        await using var other = new RawServer(request => request.SendAsync(RawRequest.Json(Empty)));
        await using var server = new RawServer(request => request.SendAsync($"HTTP/1.1 {status} Moved\r\nLocation: {other.Endpoint}elsewhere\r\nContent-Length: 0\r\n\r\n"));
        await using Lab lab = await Lab.OpenAsync();
        foreach (string command in (string[])["Get-WhylabsApiKey", "New-WhylabsApiKey bob", "Revoke-WhylabsApiKey k u -Force"])
        {
            ErrorRecord error = lab.Ending($"{command} -Endpoint $args[0]", server.Endpoint);
            Assert.Equal("UnexpectedRedirect", error.Id());
            Assert.Equal(ErrorCategory.SecurityError, error.CategoryInfo.Category);
            Assert.Contains($"{other.Endpoint}elsewhere", error.ErrorDetails.Message, StringComparison.Ordinal);
        }

        Assert.Empty(other.Requests);
        Assert.Equal(0, other.Connections);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Plain_http_to_another_machine_is_sent_only_when_asked_for()
    {
        // A proxy on this machine stands for the network.
        await using var proxy = new RawServer(request => request.SendAsync(RawRequest.Json(Empty)));
        (string, string?)[] environment = [("WHYLABS_API_ENDPOINT", "http://songbird.example.com"), ("WHYLABS_DEFAULT_ORG_ID", "o"), ("http_proxy", proxy.Endpoint.ToString())];
        (_, string refused) = await FreshProcess.RunScriptAsync(ShowError, null, "abc", environment);
        Assert.StartsWith("InsecureEndpoint", refused, StringComparison.Ordinal);
        Assert.Empty(proxy.Requests);

        (_, string sent) = await FreshProcess.RunScriptAsync(ShowError.Replace("-Max", "-AllowUnencryptedAuthentication -Max", StringComparison.Ordinal), null, "abc", environment);
        Assert.Equal("none", sent.Trim());
        Assert.Equal("GET http://songbird.example.com/v0/organizations/o/api-key HTTP/1.1", Assert.Single(proxy.Requests));
    }

    [Fact]
    public async Task A_proxy_that_asks_for_credentials_gets_those_of_its_address()
    {
        string credentials = "";
        await using var proxy = new RawServer(request =>
        {
            string? line = request.Head.Split("\r\n").FirstOrDefault(header => header.StartsWith("Proxy-Authorization: Basic ", StringComparison.OrdinalIgnoreCase));
            if (line is null)
                return request.SendAsync("HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
            credentials = Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2]));
            return request.SendAsync(RawRequest.Json(Empty));
        });
        (string, string?)[] environment = [("WHYLABS_API_ENDPOINT", "http://songbird.example.com"), ("WHYLABS_DEFAULT_ORG_ID", "o")];
        string script = ShowError.Replace("-Max", "-AllowUnencryptedAuthentication -Max", StringComparison.Ordinal);

        (_, string output) = await FreshProcess.RunScriptAsync(script, null, "abc", [.. environment, ("http_proxy", $"http://ann:pass@127.0.0.1:{proxy.Port}")]);
        Assert.Equal("none", output.Trim());
        Assert.Equal("ann:pass", credentials);

        (_, string without) = await FreshProcess.RunScriptAsync(script, null, "abc", [.. environment, ("http_proxy", proxy.Endpoint.ToString())]);
        Assert.StartsWith("ConnectionFailed", without, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_on_this_machine_is_not_reached_through_a_proxy_on_another()
    {
        await using var server = new RawServer(request => request.SendAsync(RawRequest.Json(Empty)));
        (_, string output) = await FreshProcess.RunScriptAsync(
            ShowError, null, "abc", ("WHYLABS_API_ENDPOINT", server.Endpoint.ToString()), ("WHYLABS_DEFAULT_ORG_ID", "o"), ("http_proxy", "http://192.0.2.1:3128"));
        Assert.Equal("none", output.Trim());
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("good", "none")]
    [InlineData("expired", "TlsFailed .*expired")]
    [InlineData("other host", "TlsFailed .*another host name")]
    [InlineData("self-signed", "TlsFailed .*no authority")]
    public async Task A_certificate_is_one_that_the_system_trusts_or_the_error_says_what_is_wrong_with_it(string kind, string expected)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only there does an environment variable name the authorities to trust.");
        using X509Certificate2 authority = Certificates.Authority();
        using X509Certificate2 certificate = kind switch
        {
            "good" => Certificates.Signed(authority, "127.0.0.1", days: 1),
            "expired" => Certificates.Signed(authority, "127.0.0.1", days: -1),
            "other host" => Certificates.Signed(authority, "elsewhere.example.com", days: 1),
            _ => Certificates.SelfSigned("127.0.0.1"),
        };
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, authority.ExportCertificatePem());
            await using var server = new RawServer(request => request.SendAsync(RawRequest.Json(Empty)), certificate);
            (_, string output) = await FreshProcess.RunScriptAsync(
                ShowError, null, "abc", ("WHYLABS_API_ENDPOINT", server.Endpoint.ToString()), ("WHYLABS_DEFAULT_ORG_ID", "o"), ("SSL_CERT_FILE", file));
            Assert.Matches("^" + expected, output);
            Assert.Equal(kind == "good" ? 1 : 0, server.Requests.Count);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task An_https_address_of_a_service_without_tls_is_named_as_such()
    {
        await using Lab lab = await Lab.OpenAsync();
        ErrorRecord error = Assert.Single(lab.Run($"Get-WhylabsApiKey -MaximumRetryCount 0 -Endpoint https://127.0.0.1:{lab.Server.Endpoint.Port}").Errors);
        Assert.Equal("TlsFailed", error.Id());
        Assert.Equal(ErrorCategory.SecurityError, error.CategoryInfo.Category);
    }
}
