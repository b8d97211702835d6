using System.Security;

namespace WhylabsApiKey;

/// <summary>What <c>Connect-Whylabs</c> remembers for a runspace. Holds the token, and shows only its id.</summary>
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

    /// <summary>The organization that commands mean when none is named; null when there is none.</summary>
    public string? OrgId { get; }

    /// <summary>The id of the key that commands authenticate with; null when the token does not tell.</summary>
    public string? KeyId { get; }

    public ApiVersion ApiVersion { get; }

    internal SecureString Token { get; }

    internal bool AllowsUnencrypted { get; }

    /// <summary>Returns the endpoint; never the token.</summary>
    public override string ToString() => Endpoint.ToString();

    /// <summary>Whether this session is about an endpoint; what it remembers goes nowhere else.</summary>
    internal bool IsFor(Uri endpoint) => Endpoints.AreSame(Endpoint, endpoint);
}
