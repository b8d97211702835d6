using Microsoft.Extensions.DependencyInjection;

namespace WhylabsApiKey.Core.Http;

/// <summary>The handlers that all requests of the process share. They hold no data of a caller.</summary>
internal sealed class HttpPipeline : IDisposable
{
    private const string Name = "whylabs";

    private readonly HttpMessageHandler _primary;
    private readonly ServiceProvider _services;

    public HttpPipeline(HttpMessageHandler primary)
    {
        _primary = primary;
        var services = new ServiceCollection();

        // The primary handler renews its connections, so the factory does not replace it.
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

    /// <summary>Creates the same handlers without the HTTP client factory, for a primary handler in memory.</summary>
    public static HttpMessageHandler Over(HttpMessageHandler primary) =>
        new IdentityHandler { InnerHandler = new TracingHandler { InnerHandler = primary } };

    public void Dispose()
    {
        Invoker.Dispose();
        _services.Dispose();
        _primary.Dispose();
    }
}
