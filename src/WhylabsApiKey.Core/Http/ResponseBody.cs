namespace WhylabsApiKey.Core.Http;

/// <summary>The body of a successful response, with the properties that all its keys share.</summary>
/// <param name="EchoesRequestId">Whether the X-Request-Id header of the response has the id of the request.</param>
internal sealed record ResponseBody(Stream Stream, Observation Observation, bool EchoesRequestId);
