using Microsoft.Extensions.DependencyInjection;

namespace WhylabsApiKey.Core.Http;

/// <summary>The handlers that every request of the process passes; none of them holds anything of a caller.</summary>
internal sealed class HttpPipeline : IDisposable
{
    private const string Name = "whylabs";

    private readonly HttpMessageHandler _primary;
    private readonly ServiceProvider _services;

    public HttpPipeline(HttpMessageHandler primary)
    {
        _primary = primary;
        var services = new ServiceCollection();

        // The primary handler renews its own connections.
        services.AddHttpClient(Name)
            .ConfigurePrimaryHttpMessageHandler(() => primary)
            .AddHttpMessageHandler(() => new IdentityHandler())
            .AddHttpMessageHandler(() => new TracingHandler())
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        _services = services.BuildServiceProvider();
        Invoker = new HttpMessageInvoker(
            _services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(Name), disposeHandler: false);
    }

    public HttpMessageInvoker Invoker { get; }

    /// <summary>The same handlers without the package, for a primary handler in memory.</summary>
    public static HttpMessageHandler Over(HttpMessageHandler primary) =>
        new IdentityHandler { InnerHandler = new TracingHandler { InnerHandler = primary } };

    public void Dispose()
    {
        Invoker.Dispose();
        _services.Dispose();
        _primary.Dispose();
    }
}
