using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Connecting;

/// <summary>Tests that Get-WhylabsSession shows the settings of the next command without a request.</summary>
[Collection(nameof(ProcessEnvironment))]
public class GetWhylabsSessionTests(ProcessEnvironment environment) : IClassFixture<ProcessEnvironment>
{
    private const string Show =
        " | ForEach-Object { \"$($_.EndpointSource) $($_.OrgId):$($_.OrgIdSource) $($_.KeyId):$($_.KeySource) "
        + "$($_.ApiVersion):$($_.ApiVersionSource) $($_.Connected) $($null -ne $_.Problem)\" }";

    [Theory]
    [InlineData("Get-WhylabsSession", "Parameter org-default:WHYLABS_DEFAULT_ORG_ID OpErAtOr01:Parameter V0:Default False False")]
    [InlineData("Get-WhylabsSession Connect-Whylabs", "Default : : V0:Default False True")]
    [InlineData(
        "$PSDefaultParameterValues['Revoke-*:OrgId'] = 'org-900'; Get-WhylabsSession Revoke-WhylabsApiKey",
        "Parameter org-900:Parameter OpErAtOr01:Parameter V0:Default False False")]
    [InlineData(
        "$PSDefaultParameterValues['get-whylabsapikey:orgid'] = 'org-1', 'org-2'; Get-WhylabsSession",
        "Parameter org-1, org-2:Parameter OpErAtOr01:Parameter V0:Default False False")]
    [InlineData(
        "$PSDefaultParameterValues['*:ApiVersion'] = 'v1'; Get-WhylabsSession",
        "Parameter org-default:WHYLABS_DEFAULT_ORG_ID OpErAtOr01:Parameter V1:Parameter False False")]
    [InlineData(
        "$PSDefaultParameterValues['*-Whylabs*:OrganizationId'] = 'org-900'; Get-WhylabsSession",
        "Parameter org-900:Parameter OpErAtOr01:Parameter V0:Default False False")]
    [InlineData(
        "$PSDefaultParameterValues['*-Whylabs*:ApiVersion'] = { 'V1' }; Get-WhylabsSession",
        "Parameter org-default:WHYLABS_DEFAULT_ORG_ID OpErAtOr01:Parameter V1:Parameter False False")]
    [InlineData(
        "$PSDefaultParameterValues['*-Whylabs*:OrgId'] = { param($Call) $Call.BoundParameters.Contains('x') }; Get-WhylabsSession",
        "Parameter org-default:WHYLABS_DEFAULT_ORG_ID OpErAtOr01:Parameter V0:Default False False")]
    [InlineData(
        "$PSDefaultParameterValues['*-Whylabs*:OrgId'] = 'org-1'; $PSDefaultParameterValues['Get-*:OrgId'] = 'org-2'; Get-WhylabsSession",
        "Parameter org-default:WHYLABS_DEFAULT_ORG_ID OpErAtOr01:Parameter V0:Default False False")]
    [InlineData(
        "$PSDefaultParameterValues['Disabled'] = $true; Get-WhylabsSession",
        "Default : : V0:Default False True")]
    public async Task Default_parameter_values_apply_as_to_the_command(string script, string expected)
    {
        environment.Set(("WHYLABS_DEFAULT_ORG_ID", "org-default"));
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(expected, Assert.Single(sandbox.Lines(script + Show)));
        Assert.Empty(sandbox.Server.Requests);
    }

    [Fact]
    public async Task Settings_are_those_of_the_session_until_it_ends_and_then_those_of_the_environment()
    {
        environment.Set();
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        environment.Set(("WHYLABS_API_KEY", sandbox.Demo.AdministratorToken), ("WHYLABS_API_VERSION", "v1"));
        sandbox.Run(
            "$null = Connect-Whylabs $args[0] $args[1] -OrgId org-900 -ApiVersion V0",
            sandbox.Server.Endpoint,
            SandboxFixture.Secret(sandbox.Demo.OperatorToken)).ThrowIfFailed();
        int sent = sandbox.Server.Requests.Count;
        Assert.Equal(
            "Session org-900:Session OpErAtOr01:Session V0:Session True False",
            Assert.Single(sandbox.Lines("Get-WhylabsSession" + Show)));
        Assert.Equal(
            "Default org-123:Token AdMiN00001:WHYLABS_API_KEY V1:WHYLABS_API_VERSION False False",
            Assert.Single(sandbox.Lines("Disconnect-Whylabs; Get-WhylabsSession" + Show)));
        Assert.Equal(sent, sandbox.Server.Requests.Count);
    }

    [Fact]
    public async Task Failed_session_is_shown_as_a_problem_without_an_error()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        environment.Set(("WHYLABS_API_KEY", sandbox.Demo.OperatorToken));
        string[] lines = sandbox.Lines(
            "try { Connect-Whylabs http://localhost:1 -MaximumRetryCount 0 } catch { }; "
            + "$s = Get-WhylabsSession; $s.Connected, $s.KeySource, $s.EndpointSource, $s.Problem");
        Assert.Equal(("False", "", ""), (lines[0], lines[1], lines[2]));
        Assert.Contains("Connect-Whylabs", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task View_has_no_secret()
    {
        environment.Set();
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        environment.Set(("WHYLABS_API_KEY", sandbox.Demo.AdministratorToken), ("WHYLABS_API_ENDPOINT", "https://songbird.example.com"));
        sandbox.Shell.Show("Get-WhylabsSession; Get-WhylabsSession | Select-Object *; Get-WhylabsSession | ConvertTo-Json");
        Assert.StartsWith(
            """
            Endpoint   : https://songbird.example.com/ (WHYLABS_API_ENDPOINT)
            OrgId      : org-123 (Token)
            KeyId      : AdMiN00001 (WHYLABS_API_KEY)
            ApiVersion : V0 (Default)
            Connected  : False
            """,
            sandbox.Page,
            StringComparison.Ordinal);
        Assert.DoesNotContain(sandbox.Demo.AdministratorToken[11..40], sandbox.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CommandName_is_completed_with_commands_that_have_a_connection()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(["Revoke-WhylabsApiKey"], TabCompletion.Texts(sandbox, "Get-WhylabsSession rev").Select(text => text.Trim('\'')));
        Assert.Equal(7, TabCompletion.Values(sandbox, "Get-WhylabsSession -CommandName ").Count());
    }
}
