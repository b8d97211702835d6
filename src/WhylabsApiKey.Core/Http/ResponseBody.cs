namespace WhylabsApiKey.Core.Http;

/// <summary>The body of a successful answer, and the service's clock when it was sent.</summary>
internal sealed record ResponseBody(Stream Stream, DateTime AtUtc);
