using System.Security;

namespace WhylabsApiKey;

/// <summary>The session that <c>Connect-Whylabs</c> sets up in a runspace. It holds the token but shows only its key id.</summary>
public sealed class WhylabsSession
{
    internal WhylabsSession(Uri endpoint, SecureString token, string? orgId, string? keyId, ApiVersion apiVersion, bool allowsUnencrypted)
    {
        Endpoint = endpoint;
        Token = token;
        OrgId = orgId;
        KeyId = keyId;
        ApiVersion = apiVersion;
        AllowsUnencrypted = allowsUnencrypted;
    }

    public Uri Endpoint { get; }

    /// <summary>The default organization; null when there is none.</summary>
    public string? OrgId { get; }

    /// <summary>The id of the key that commands authenticate with; null when the token has none.</summary>
    public string? KeyId { get; }

    public ApiVersion ApiVersion { get; }

    internal SecureString Token { get; }

    internal bool AllowsUnencrypted { get; }

    /// <summary>Returns the endpoint; never the token.</summary>
    public override string ToString() => Endpoint.ToString();

    /// <summary>Whether this session belongs to an endpoint.</summary>
    internal bool IsFor(Uri endpoint) => Endpoints.AreSame(Endpoint, endpoint);
}
