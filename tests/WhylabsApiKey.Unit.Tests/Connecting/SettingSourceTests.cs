using System.Net;
using System.Security;

namespace WhylabsApiKey.Unit.Tests.Connecting;

/// <summary>Tests that the shown settings equal those that a command resolves, and that their sources are correct.</summary>
public class SettingSourceTests
{
    private const string Here = "https://session.example.com";
    private static readonly SecureString Given = new NetworkCredential("", "PaRaMeTeR1.0123456789:org-parameter").SecurePassword;
    private static readonly Dictionary<string, string> Environment = new()
    {
        ["WHYLABS_API_KEY"] = "EnViRoNmEn.0123456789:org-of-token",
        ["WHYLABS_DEFAULT_ORG_ID"] = "org-environment",
        ["WHYLABS_API_ENDPOINT"] = "https://environment.example.com",
        ["WHYLABS_PRIVATE_API_ENDPOINT"] = "https://private.example.com",
        ["WHYLABS_API_VERSION"] = "v1",
    };

    [Fact]
    public void Settings_are_those_that_a_command_resolves()
    {
        int described = 0;
        var cases =
            from endpoint in new[] { null, Here, "https://other.example.com" }
            from token in Enumerable.Range(0, 2)
            from orgId in new[] { null, "org-given" }
            from session in new[] { null, Session(null), Session("org-session"), Session("org-777") }
            from omitted in Enumerable.Range(0, 1 << Environment.Count)
            select (orgId, session, Sources(endpoint, token == 1, session, omitted));
        foreach ((string? orgId, WhylabsSession? session, ConnectionSources sources) in cases)
        {
            ConnectionSettings settings = SettingSources.Describe(sources, orgId, session is not null, problem: null);
            if (settings.Problem is not null)
            {
                Assert.Null(settings.KeySource);
                continue;
            }

            described++;
            var address = ServiceAddress.Resolve(sources);
            var caller = Credential.Resolve(sources);
            Assert.Equal(
                (address.Endpoint, address.ApiVersion, caller.KeyId, caller.ResolveOrgId(orgId, address.Version)),
                (settings.Endpoint!, settings.ApiVersion!.Value, settings.KeyId, settings.OrgId));
            AssertSources(settings);
        }

        Assert.True(described > 500, $"{described}");
    }

    [Fact]
    public void Environment_is_not_shown_if_a_required_session_is_missing()
    {
        var problem = new WhylabsApiException(WhylabsErrorId.NotConnected, "You are not connected.");
        ConnectionSources sources = Sources(null, false, null, omitted: 0) with { Environment = _ => null };
        ConnectionSettings settings = SettingSources.Describe(sources, null, isConnected: false, problem);
        Assert.StartsWith("You are not connected.", settings.Problem, StringComparison.Ordinal);
        Assert.Null(settings.Endpoint ?? settings.EndpointSource ?? settings.KeyId ?? settings.KeySource ?? (object?)settings.ApiVersion);
    }

    // Each value identifies its source.
    private static void AssertSources(ConnectionSettings settings)
    {
        Assert.Equal(
            settings.Endpoint!.Host switch
            {
                "session.example.com" => settings.EndpointSource == "Parameter" ? "Parameter" : "Session",
                "other.example.com" => "Parameter",
                "environment.example.com" => "WHYLABS_API_ENDPOINT",
                "private.example.com" => "WHYLABS_PRIVATE_API_ENDPOINT",
                _ => "Default",
            },
            settings.EndpointSource);
        Assert.Equal(
            settings.KeyId switch { "PaRaMeTeR1" => "Parameter", "EnViRoNmEn" => "WHYLABS_API_KEY", _ => "Session" }, settings.KeySource);
        Assert.Equal(
            settings.OrgId switch
            {
                "org-given" => "Parameter",
                "org-environment" => "WHYLABS_DEFAULT_ORG_ID",
                "org-parameter" or "org-of-token" => "Token",
                "org-session" => "Session",
                _ => settings.OrgIdSource is "Session" or "Token" ? settings.OrgIdSource : "Session or Token",
            },
            settings.OrgIdSource);
    }

    private static WhylabsSession Session(string? orgId) => Connections.Session(Here, Connections.Token, orgId);

    private static ConnectionSources Sources(string? endpoint, bool hasToken, WhylabsSession? session, int omitted) => new(
        endpoint is null ? null : new Uri(endpoint),
        hasToken ? Given : null,
        ApiVersion: null,
        AllowUnencrypted: false,
        session,
        name => (omitted & (1 << Environment.Keys.ToList().IndexOf(name))) == 0 ? Environment[name] : null);
}
