using System.Net;

namespace WhylabsApiKey.Core.Http;

/// <summary>
/// The handler that owns the connections. It does not follow redirects, because they would send X-API-Key to another host, and it
/// stores no cookies. It uses the proxies and certificate authorities of the system.
/// </summary>
internal static class ConnectionHandler
{
#if NET
    public static HttpMessageHandler Create() => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        Proxy = new DirectLoopback(HttpClient.DefaultProxy),
        AutomaticDecompression = DecompressionMethods.All,

        // Each request in flight may need a connection of its own.
        MaxConnectionsPerServer = ClientOptions.MaximumConnections,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),

        // Detects a dead shared connection while a request is in flight.
        KeepAlivePingDelay = TimeSpan.FromSeconds(10),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(5),
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
    };
#else
    public static HttpMessageHandler Create() => new HttpClientHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        Proxy = new DirectLoopback(WebRequest.DefaultWebProxy),
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        MaxConnectionsPerServer = ClientOptions.MaximumConnections,
    };
#endif
}
