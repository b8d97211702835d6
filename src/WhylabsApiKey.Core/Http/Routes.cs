namespace WhylabsApiKey.Core.Http;

/// <summary>The addresses of the v0 surface. Every value is escaped; a blank one is left out of the query.</summary>
internal sealed class Routes(Uri endpoint)
{
    private readonly string _base = endpoint.AbsoluteUri.TrimEnd('/');

    public Uri Keys(string orgId, params (string Name, string? Value)[] query)
    {
        IEnumerable<string> pairs = query
            .Where(pair => !string.IsNullOrWhiteSpace(pair.Value))
            .Select(pair => $"{pair.Name}={Escape(pair.Value!)}");
        string joined = string.Join("&", pairs);
        return Address($"/v0/organizations/{Escape(Id(orgId))}/api-key{(joined.Length == 0 ? "" : "?")}{joined}");
    }

    public Uri Key(string orgId, string keyId) =>
        Address($"/v0/organizations/{Escape(Id(orgId))}/api-key/{Escape(Id(keyId))}");

    /// <summary>Refuses an id that the way to the service would resolve as a path instead of passing it on.</summary>
    public static string Id(string id) => id.Trim() is "" or "." or ".."
        ? throw new WhylabsApiException(WhylabsErrorId.InvalidRequest, $"'{id}' cannot be an id.")
        : id;

    private Uri Address(string path)
    {
        try
        {
            return new Uri(_base + path);
        }
        catch (UriFormatException e)
        {
            throw new WhylabsApiException(WhylabsErrorId.InvalidRequest, $"The request cannot be written as an address: {e.Message}", e);
        }
    }

    private static string Escape(string value)
    {
        try
        {
            return Uri.EscapeDataString(value);
        }
        catch (UriFormatException e)
        {
            throw new WhylabsApiException(WhylabsErrorId.InvalidRequest, $"A value cannot be written in an address: {e.Message}", e);
        }
    }
}
