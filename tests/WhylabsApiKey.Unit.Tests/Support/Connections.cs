using System.Net;
using System.Security;

namespace WhylabsApiKey.Unit.Tests.Support;

/// <summary>Resolves endpoint and token from parameters, a session and an environment.</summary>
internal static class Connections
{
    public const string Token = "AbCdEfGh12.0123456789:org-777";

    public static (ServiceAddress Address, Credential Caller) Resolve(
        string? endpoint = null,
        string? token = null,
        ApiVersion? version = null,
        bool allowUnencrypted = false,
        WhylabsSession? session = null,
        params (string Name, string Value)[] environment)
    {
        var sources = new ConnectionSources(
            endpoint is null ? null : new Uri(endpoint),
            Secret(token),
            version,
            allowUnencrypted,
            session,
            name => environment.FirstOrDefault(variable => variable.Name == name).Value);
        return (ServiceAddress.Resolve(sources), Credential.Resolve(sources));
    }

    /// <summary>Resolves the organization from an argument, which can be null.</summary>
    public static string? OrgId(this (ServiceAddress Address, Credential Caller) connection, string? given) =>
        connection.Caller.ResolveOrgId(given, connection.Address.Version);

    public static WhylabsSession Session(string endpoint, string token, string? orgId = null) =>
        new(new Uri(endpoint), Secret(token)!, orgId, TokenIdentity.Of(token).KeyId, ApiVersion.V0, allowsUnencrypted: false);

    /// <summary>Returns the id of the error that the action throws.</summary>
    public static string ErrorIdOf(Action resolve) => Assert.Throws<WhylabsApiException>(resolve).ErrorId.ToString();

    private static SecureString? Secret(string? token) => token is null ? null : new NetworkCredential("", token).SecurePassword;
}
