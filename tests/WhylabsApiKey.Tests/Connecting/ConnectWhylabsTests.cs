using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Connecting;

/// <summary>Tests that Connect-Whylabs validates the token and creates a session.</summary>
public class ConnectWhylabsTests
{
    private const string Connect = "param($Endpoint, $Token) $null = Connect-Whylabs -Endpoint $Endpoint -ApiKey $Token; ";

    [Fact]
    public async Task Connect_validates_the_key_and_returns_the_session()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        ShellResult result = sandbox.Run(
            "Connect-Whylabs -Endpoint $args[0] -ApiKey $args[1]",
            sandbox.Server.Endpoint,
            SandboxFixture.Secret(sandbox.Demo.OperatorToken));
        PSObject session = Assert.Single(result.Output);
        Assert.Equal("WhylabsApiKey.WhylabsSession", session.BaseObject.GetType().FullName);
        Assert.Equal(
            ["Endpoint=" + sandbox.Server.Endpoint, "OrgId=org-123", "KeyId=OpErAtOr01", "ApiVersion=V0"],
            session.Properties.Select(property => $"{property.Name}={property.Value}"));
        Assert.Equal(sandbox.Server.Endpoint.ToString(), session.ToString());
        Assert.Equal(["GET /v1/api-key/validate"], sandbox.Server.Requests.Select(request => $"{request.Method} {request.Target}"));
    }

    [Theory]
    [InlineData("AbCdEfGh12.0123456789abcdefghijklmnopqrstuvwxyz:org-123", "ApiKeyRefused")]
    [InlineData("abc\n", "ApiKeyMalformed")]
    public async Task Connect_with_a_refused_key_is_a_terminating_error_and_ends_the_previous_session(string token, string errorId)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        sandbox.Run(Connect, sandbox.Server.Endpoint, SandboxFixture.Secret(sandbox.Demo.OperatorToken)).ThrowIfFailed();
        ErrorRecord error = sandbox.RunToError(
            "Connect-Whylabs -Endpoint $args[0] -ApiKey $args[1]",
            sandbox.Server.Endpoint,
            SandboxFixture.Secret(token));
        Assert.Equal(errorId, error.Id());
        Assert.DoesNotContain("0123456789", $"{error} {error.Exception} {error.TargetObject}", StringComparison.Ordinal);
        Assert.Equal("NotConnected", sandbox.RunToError("Get-WhylabsApiKey").Id());
    }

    [Fact]
    public async Task Connect_with_a_refused_key_names_the_endpoint_and_the_request()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        ErrorRecord error = sandbox.RunToError(
            "Connect-Whylabs -Endpoint $args[0] -ApiKey $args[1]",
            sandbox.Server.Endpoint,
            SandboxFixture.Secret("AbCdEfGh12.0123456789"));
        Assert.Equal(ErrorCategory.AuthenticationError, error.CategoryInfo.Category);
        Assert.Equal(sandbox.Server.Endpoint, error.TargetObject);
        Assert.Contains(
            Assert.Single(sandbox.Server.Requests).Headers["X-Request-Id"],
            error.ErrorDetails.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_without_a_validation_route_continues_with_a_verbose_message()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(new SandboxOptions { V1 = false }, configured: false);
        ShellResult result = sandbox.Run(
            "Connect-Whylabs -Endpoint $args[0] -ApiKey $args[1] -Verbose",
            sandbox.Server.Endpoint,
            SandboxFixture.Secret(sandbox.Demo.OperatorToken));
        Assert.Single(result.Output);
        Assert.Empty(result.Errors);
        Assert.Contains(result.Verbose, line => line.Contains("has no validation route", StringComparison.Ordinal));
        Assert.Equal(10, sandbox.Lines("Get-WhylabsApiKey").Length);
    }

    [Fact]
    public async Task Connect_without_a_response_is_an_error_and_creates_no_session()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        Assert.Equal(
            "ConnectionFailed",
            sandbox.RunToError(
                "Connect-Whylabs -Endpoint http://127.0.0.1:1 -ApiKey $args[0] -MaximumRetryCount 0",
                SandboxFixture.Secret(sandbox.Demo.OperatorToken)).Id());
        Assert.Equal("NotConnected", sandbox.RunToError("Get-WhylabsApiKey").Id());
    }

    [Fact]
    public async Task Default_parameter_values_are_used()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        ShellResult result = sandbox.Run(
            """
            $PSDefaultParameterValues['Connect-Whylabs:Endpoint'] = $args[0]
            $PSDefaultParameterValues['Connect-Whylabs:ApiKey'] = $args[1]
            (Connect-Whylabs).KeyId
            (Get-WhylabsApiKey).Count
            """,
            sandbox.Server.Endpoint,
            SandboxFixture.Secret(sandbox.Demo.OperatorToken));
        Assert.Equal(["OpErAtOr01", "10"], result.Output.Select(line => line.ToString()));
    }

    [Fact]
    public async Task Session_keeps_a_copy_of_the_SecureString()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        sandbox.Run(
            Connect + "$Token.Dispose()",
            sandbox.Server.Endpoint,
            SandboxFixture.Secret(sandbox.Demo.OperatorToken)).ThrowIfFailed();
        Assert.Equal(10, sandbox.Lines("Get-WhylabsApiKey").Length);
    }
}
