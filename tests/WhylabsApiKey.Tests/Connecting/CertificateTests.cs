using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Connecting;

/// <summary>Tests trusted and untrusted TLS certificates.</summary>
public class CertificateTests
{
    private const string Empty = """{"items":[]}""";
    private const string ShowError =
        "try { Get-WhylabsApiKey -MaximumRetryCount 0 -ErrorAction Stop -WarningAction Ignore; 'none' } " +
        "catch { \"$($_.FullyQualifiedErrorId.Split(',')[0]) $_\" }";

    [Theory]
    [InlineData("good", "none")]
    [InlineData("expired", "TlsFailed .*expired")]
    [InlineData("other host", "TlsFailed .*another host name")]
    [InlineData("self-signed", "TlsFailed .*no authority")]
    public async Task Certificate_that_is_not_trusted_is_an_error_with_the_reason(string kind, string expected)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "SSL_CERT_FILE specifies the trusted authorities only on Linux.");
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
                ShowError,
                null,
                "abc",
                ("WHYLABS_API_ENDPOINT", server.Endpoint.ToString()),
                ("WHYLABS_DEFAULT_ORG_ID", "o"),
                ("SSL_CERT_FILE", file));
            Assert.Matches("^" + expected, output);
            Assert.Equal(kind == "good" ? 1 : 0, server.Requests.Count);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Https_endpoint_of_a_service_without_tls_is_an_error()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ErrorRecord error = Assert.Single(
            sandbox.Run($"Get-WhylabsApiKey -MaximumRetryCount 0 -Endpoint https://127.0.0.1:{sandbox.Server.Endpoint.Port}").Errors);
        Assert.Equal("TlsFailed", error.Id());
        Assert.Equal(ErrorCategory.SecurityError, error.CategoryInfo.Category);
    }
}
