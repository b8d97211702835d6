namespace WhylabsApiKey.Unit.Tests.Connecting;

/// <summary>Tests the precedence of parameters, session, environment and defaults.</summary>
public class ConnectionResolutionTests
{
    private static readonly (string Name, string Value)[] Environment =
    [
        ("WHYLABS_API_KEY", "EnViRoNmEn.0123456789"),
        ("WHYLABS_DEFAULT_ORG_ID", "org-environment"),
        ("WHYLABS_API_ENDPOINT", "https://environment.example.com"),
        ("WHYLABS_API_VERSION", "v1"),
    ];

    [Fact]
    public void Environment_is_used_without_parameters_and_session()
    {
        (ServiceAddress Address, Credential Caller) connection = Connections.Resolve(environment: Environment);
        Assert.Equal(
            ("https://environment.example.com/", "EnViRoNmEn.0123456789", "org-environment", ApiVersion.V1),
            (connection.Address.Endpoint.ToString(), connection.Caller.Token, connection.OrgId(null), connection.Address.ApiVersion));
    }

    [Fact]
    public void Endpoint_defaults_to_the_public_service() =>
        Assert.Equal("https://api.whylabsapp.com/", Connections.Resolve(token: Connections.Token).Address.Endpoint.ToString());

    [Theory]
    [InlineData("https://private.example.com", "https://private.example.com/")]
    [InlineData("", "https://environment.example.com/")]
    [InlineData(" ", "https://environment.example.com/")]
    public void Private_endpoint_wins_over_the_public_endpoint_unless_it_is_blank(string address, string expected) =>
        Assert.Equal(
            expected,
            Connections.Resolve(environment: [.. Environment, ("WHYLABS_PRIVATE_API_ENDPOINT", address)]).Address.Endpoint.ToString());

    [Fact]
    public void Parameters_win_over_the_session_and_the_environment()
    {
        (ServiceAddress Address, Credential Caller) connection = Connections.Resolve(
            "https://parameter.example.com",
            "PaRaMeTeR1.0123456789:org-parameter",
            ApiVersion.V0,
            session: Connections.Session("https://parameter.example.com", "SeSsIoNkEy.0123456789", "org-session"),
            environment: Environment);
        Assert.Equal(
            ("https://parameter.example.com/", "PaRaMeTeR1", ApiVersion.V0),
            (connection.Address.Endpoint.ToString(), connection.Caller.KeyId, connection.Address.ApiVersion));
        Assert.Equal("org-given", connection.OrgId("org-given"));
    }

    [Fact]
    public void Session_wins_over_the_environment()
    {
        (ServiceAddress Address, Credential Caller) connection = Connections.Resolve(
            session: Connections.Session("https://session.example.com", "SeSsIoNkEy.0123456789", "org-session"), environment: Environment);
        Assert.Equal(
            ("https://session.example.com/", "SeSsIoNkEy", "org-session", ApiVersion.V0),
            (connection.Address.Endpoint.ToString(), connection.Caller.KeyId, connection.OrgId(null), connection.Address.ApiVersion));
    }

    [Fact]
    public void Session_is_not_used_for_another_endpoint()
    {
        (ServiceAddress Address, Credential Caller) connection = Connections.Resolve(
            "https://other.example.com",
            session: Connections.Session("https://session.example.com", "SeSsIoNkEy.0123456789", "org-session"),
            environment: Environment);
        Assert.Equal(("EnViRoNmEn", "org-environment"), (connection.Caller.KeyId, connection.OrgId(null)));
    }

    [Theory]
    [InlineData("org-session", "org-session")]
    [InlineData("org-777", "org-given")]
    public void Organization_in_the_token_of_the_session_is_not_used_for_another_token(string orgId, string expected) =>
        Assert.Equal(
            expected,
            Connections.Resolve(
                token: "OtHeRtOkEn.0123456789:org-given",
                session: Connections.Session("https://session.example.com", Connections.Token, orgId)).OrgId(null));

    [Theory]
    [InlineData("v0", "V0")]
    [InlineData(" V1 ", "V1")]
    [InlineData("", "V0")]
    public void Environment_sets_the_api_version(string text, string expected) => Assert.Equal(
        expected, Connections.Resolve(token: Connections.Token, environment: ("WHYLABS_API_VERSION", text)).Address.ApiVersion.ToString());

    [Fact]
    public void Unknown_api_version_in_the_environment_is_refused() => Assert.Equal(
        "InvalidApiVersion",
        Connections.ErrorIdOf(() => Connections.Resolve(token: Connections.Token, environment: ("WHYLABS_API_VERSION", "2"))));

    [Fact]
    public void Organization_is_optional_in_v1() =>
        Assert.Null(Connections.Resolve(token: "AbCdEfGh12.0123456789", version: ApiVersion.V1).OrgId(" "));

    [Fact]
    public void Operator_must_specify_an_organization_in_v1() => Assert.Equal(
        "OrgIdMissing",
        Connections.ErrorIdOf(() => Connections.Resolve(token: "AbCdEfGh12.0123456789:0", version: ApiVersion.V1).OrgId(null)));
}
