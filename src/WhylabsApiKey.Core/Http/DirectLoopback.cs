using System.Net;

namespace WhylabsApiKey.Core.Http;

/// <summary>
/// The system's proxy, except that HTTP requests to a service on this machine bypass a proxy on another machine. Otherwise the token
/// would leave this machine in clear text.
/// </summary>
internal sealed class DirectLoopback(IWebProxy system) : IWebProxy
{
    public ICredentials? Credentials { get => system.Credentials; set => system.Credentials = value; }

    public Uri? GetProxy(Uri destination) => system.GetProxy(destination) is { } proxy && !LeavesMachine(destination, proxy) ? proxy : null;

    public bool IsBypassed(Uri host) => system.IsBypassed(host) || GetProxy(host) is null;

    private static bool LeavesMachine(Uri destination, Uri proxy) =>
        destination.Scheme == Uri.UriSchemeHttp && destination.IsLoopback && !proxy.IsLoopback;
}
