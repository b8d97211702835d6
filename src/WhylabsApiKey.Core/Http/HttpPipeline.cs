using Microsoft.Extensions.Http;

namespace WhylabsApiKey.Core.Http;

/// <summary>
/// Builds the handlers that all requests of the process share: identity, tracing, and the primary handler. They hold no data of a
/// caller. Built without the services of IHttpClientFactory, which would renew and log what the primary handler and the trace do,
/// and would take a third of the time of the first call.
/// </summary>
internal sealed class HttpPipeline(HttpMessageHandler primary) : HttpMessageHandlerBuilder
{
    public override string? Name { get; set; }

    public override HttpMessageHandler PrimaryHandler { get; set; } = primary;

    public override IList<DelegatingHandler> AdditionalHandlers { get; } = [new IdentityHandler(), new TracingHandler()];

    /// <summary>Returns the pipeline over a primary handler, which it disposes.</summary>
    public static HttpMessageInvoker Over(HttpMessageHandler primary) => new(new HttpPipeline(primary).Build());

    public override HttpMessageHandler Build() => CreateHandlerPipeline(PrimaryHandler, AdditionalHandlers);
}
