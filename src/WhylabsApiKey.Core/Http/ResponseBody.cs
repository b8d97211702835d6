namespace WhylabsApiKey.Core.Http;

/// <summary>The body of a successful answer, the service's clock when it was sent, and the request that it answers.</summary>
internal sealed record ResponseBody(Stream Stream, DateTime AtUtc, string RequestId);
