namespace WhylabsApiKey.Core.Http;

/// <summary>The body of a successful response, and what all keys in it have in common.</summary>
/// <param name="EchoesRequestId">Whether the response has the id of its request in the header.</param>
internal sealed record ResponseBody(Stream Stream, Observation Observation, bool EchoesRequestId);
