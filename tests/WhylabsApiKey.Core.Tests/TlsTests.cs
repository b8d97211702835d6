using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WhylabsApiKey.Core.Client;
using WhylabsApiKey.Core.Http;
using WhylabsApiKey.Core.Memory;
using WhylabsApiKey.Core.Tests.Support;

namespace WhylabsApiKey.Core.Tests;

/// <summary>Tests TLS failures before and after the request is sent.</summary>
public class TlsTests
{
    [Theory]
    [InlineData("garbage")]
    [InlineData("FIN")]
    [InlineData("RST")]
    public async Task Create_outcome_is_unknown_after_a_tls_failure_that_follows_the_request(string fault)
    {
        int creates = 0;
        Socket? connection = null;
        using X509Certificate2 certificate = SelfSigned();
        await using var server = new RawServer(
            async request =>
            {
                if (request.Method != "POST")
                {
                    await request.SendAsync(RawRequest.Json(Wire.List()));
                    return;
                }

                creates++;
                if (fault == "garbage")
                    connection!.Send("this is not a TLS record at all"u8);
                else if (fault == "RST")
                    request.Reset();
                if (fault != "RST")
                    request.Close();
            },
            certificate,
            socket => connection = socket);
        WhylabsApiException error = await FailToCreateAsync(server, certificate);
        Assert.Equal((1, WhylabsErrorId.CreateOutcomeUnknown), (creates, error.ErrorId));
        Assert.Equal(1, error.Attempts);
    }

    [Fact]
    public async Task Create_with_a_failed_tls_handshake_is_TlsFailed()
    {
        using X509Certificate2 certificate = SelfSigned();
        await using var server = new RawServer(request => request.SendAsync(RawRequest.Json(Wire.List())), certificate);
        WhylabsApiException error = await FailToCreateAsync(server, trusted: null);
        Assert.Equal(WhylabsErrorId.TlsFailed, error.ErrorId);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task List_is_retried_after_a_broken_tls_connection()
    {
        const string ListRequest = "GET /v0/organizations/org-123/api-key";
        RouteTable service = new RouteTable()
            .On(ListRequest, new HttpRequestException(
                HttpRequestError.Unknown, "no", new AuthenticationException("Cannot determine the frame size.")))
            .On(ListRequest, Wire.List());
        Assert.Empty(await new TestClient(service).Api.ListAsync("org-123", null, default));
        Assert.Equal(2, service.Requests.Count);
    }

    private static async Task<WhylabsApiException> FailToCreateAsync(RawServer server, X509Certificate2? trusted)
    {
        using var handler = (SocketsHttpHandler)ConnectionHandler.Create();
        handler.SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == trusted?.GetCertHashString(),
        };
        using HttpMessageInvoker pipeline = HttpPipeline.Over(handler);
        var options = new ClientOptions(server.Endpoint, TestClient.Token, "agent") { MaximumRetryCount = 0 };
        var api = WhylabsApiKeyClient.Create(
            pipeline, options, new RecordingSink(), new ServiceState(Clock.System), Clock.System);
        return await Assert.ThrowsAsync<WhylabsApiException>(
            () => api.CreateAsync(new CreateApiKeyRequest("org-123", "bob", []), default));
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
