namespace WhylabsApiKey.Sandbox.Service;

/// <summary>A received request.</summary>
/// <param name="Target">Path and query, not decoded.</param>
public sealed record RecordedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers)
{
    public bool IsWrite => Method != "GET";
}
