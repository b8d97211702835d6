using Microsoft.Extensions.Http;

namespace WhylabsApiKey.Core.Http;

/// <summary>
/// Builds the handlers that all requests of the process share: identity, tracing, and the primary handler. They hold no data of a
/// caller. IHttpClientFactory is not used: its logging and handler rotation repeat what these handlers do, and add a third to the time
/// of the first call.
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
