using System.Text;

namespace WhylabsApiKey.Core.Http;

/// <summary>Builds the addresses of requests. Every value is escaped. Blank values are omitted from the query.</summary>
internal sealed class Routes(Uri endpoint)
{
    private readonly string _base = endpoint.AbsoluteUri.TrimEnd('/');

    public Uri Validation => Address("/v1/api-key/validate");

    public Uri Keys(string? orgId, params (string Name, string? Value)[] query) =>
        Address($"/v0/organizations/{Escape(Id(orgId))}/api-key{Query(query)}");

    public Uri Key(string? orgId, string keyId) =>
        Address($"/v0/organizations/{Escape(Id(orgId))}/api-key/{Escape(Id(keyId))}");

    /// <summary>The members of an organization, those by SAML claim too.</summary>
    public Uri Members(string orgId) => Address($"/v0/membership/org/{Escape(Id(orgId))}?include_claims=true");

    public Uri User(string userId) => Address($"/v0/user/{Escape(Id(userId))}");

    public Uri UserWith(string email) => Address($"/v0/user{Query([("email", Id(email))])}");

    /// <summary>The v1 route for the keys of one organization.</summary>
    public Uri OwnKeys(params (string Name, string? Value)[] query) => Address($"/v1/api-key{Query(query)}");

    /// <summary>Refuses an id that a URL parser would resolve as part of the path.</summary>
    public static string Id(string? id) => id?.Trim() is null or "" or "." or ".."
        ? throw new WhylabsApiException(WhylabsErrorId.InvalidRequest, $"'{id}' cannot be an id.")
        : id;

    public static string Escape(string value)
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

    private static string Query((string Name, string? Value)[] query)
    {
        var text = new StringBuilder();
        foreach ((string name, string? value) in query)
        {
            if (!string.IsNullOrWhiteSpace(value))
                text.Append(text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Escape(value!));
        }

        return text.ToString();
    }

    /// <summary>The address of a path that needs no escaping.</summary>
    public Uri Address(string path)
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
}
