using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace WhylabsApiKey.Sandbox.Service;

/// <summary>Compresses responses over 1 KB, except for truncated ones, whose content length must show the truncation.</summary>
internal sealed class LargeResponseCompression(IServiceProvider services, IOptions<ResponseCompressionOptions> options)
    : ResponseCompressionProvider(services, options)
{
    public override bool ShouldCompressResponse(HttpContext context) =>
        context.Response.ContentLength > 1024
        && !Equals(context.Items[typeof(FaultInjection)], FaultInjection.Truncate)
        && base.ShouldCompressResponse(context);
}
