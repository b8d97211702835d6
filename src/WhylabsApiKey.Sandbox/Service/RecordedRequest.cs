namespace WhylabsApiKey.Sandbox.Service;

/// <summary>A request as it arrived.</summary>
/// <param name="Target">Path and query, undecoded.</param>
public sealed record RecordedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers)
{
    public bool Writes => Method != "GET";
}
