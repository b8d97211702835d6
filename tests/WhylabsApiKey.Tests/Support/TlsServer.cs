using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace WhylabsApiKey.Tests.Support;

/// <summary>A TLS service that counts its connections. It responds with a key or an empty list.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    public const string NeedsLinux = "SSL_CERT_FILE specifies the trusted authorities only on Linux.";

    private const string KeyId = "HMiFAgQeNb";

    private const string Key =
        """{"keyId":"HMiFAgQeNb","orgId":"org-123","userId":"bob","creationTime":"2026-05-01T10:00:00","scopes":[":user"]""" +
        ""","key":"HMiFAgQeNb.secret"}""";

    private readonly WebApplication _application;
    private readonly X509Certificate2 _authority = Certificates.Authority();
    private readonly X509Certificate2 _certificate;
    private readonly string _authorityFile = Path.GetTempFileName();
    private readonly ConcurrentQueue<string> _requests = new();
    private int _connections;

    private TlsServer(HttpProtocols protocols, Func<HttpContext, bool>? drops)
    {
        _certificate = Certificates.Signed(_authority, "127.0.0.1", days: 1);
        File.WriteAllText(_authorityFile, _authority.ExportCertificatePem());
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = protocols;
            listen.Use(next => connection =>
            {
                Interlocked.Increment(ref _connections);
                return next(connection);
            });
            listen.UseHttps(_certificate);
        }));
        _application = builder.Build();
        _application.Run(async http =>
        {
            _requests.Enqueue($"{http.Request.Method} {http.Request.Protocol}");
            if (drops?.Invoke(http) == true)
            {
                http.Features.Get<IConnectionLifetimeFeature>()!.Abort();
                return;
            }

            http.Response.ContentType = "application/json";
            string named = http.Request.Query["key_id"].FirstOrDefault() ?? KeyId;
            await http.Response.WriteAsync(
                http.Request.Method == "GET" ? """{"items":[]}"""
                : http.Request.Method == "POST" ? Key
                : Key.Replace(KeyId, named, StringComparison.Ordinal).Replace("{", "{\"revoked\":true,", StringComparison.Ordinal));
        });
    }

    public int Connections => _connections;

    public int Port => new Uri(_application.Urls.First()).Port;

    /// <summary>Method and protocol of each request, such as "GET HTTP/2".</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    public static async Task<TlsServer> StartAsync(HttpProtocols protocols, Func<HttpContext, bool>? drops = null)
    {
        var server = new TlsServer(protocols, drops);
        await server._application.StartAsync();
        return server;
    }

    /// <summary>Runs a script in a process that trusts and calls this server, directly or through a relay at another port.</summary>
    // The lists are empty, and the command warns about that.
    public Task<(int ExitCode, string Output)> RunScriptAsync(string script, int? port = null) => FreshProcess.RunScriptAsync(
        $"$WarningPreference = 'SilentlyContinue'; {script}",
        null,
        "abc",
        ("WHYLABS_API_ENDPOINT", $"https://127.0.0.1:{port ?? Port}"),
        ("WHYLABS_DEFAULT_ORG_ID", "org-123"),
        ("SSL_CERT_FILE", _authorityFile));

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _certificate.Dispose();
        _authority.Dispose();
        File.Delete(_authorityFile);
    }
}
