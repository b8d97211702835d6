namespace WhylabsApiKey.Core.Http;

/// <summary>The body of a successful response, and what all keys in it have in common.</summary>
internal sealed record ResponseBody(Stream Stream, Observation Observation);
