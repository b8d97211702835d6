using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Connecting;

/// <summary>Tests Test-WhylabsApiKey.</summary>
public class TestWhylabsApiKeyTests
{
    private const string Unknown = "AbCdEfGh12.0123456789abcdefghijklmnopqrstuvwxyz:org-777";

    [Fact]
    public async Task Test_without_ApiKey_tests_the_calling_key()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run("Test-WhylabsApiKey");
        Assert.Empty(result.Errors);
        RecordedRequest request = Assert.Single(sandbox.Server.Requests);
        Assert.Equal("GET /v1/api-key/validate", $"{request.Method} {request.Target}");
        PSObject testResult = Assert.Single(result.Output);
        Assert.Equal("WhylabsApiKey.ApiKeyTestResult", testResult.BaseObject.GetType().FullName);
        Assert.Equal(true, testResult.Properties["Valid"].Value);
        Assert.Equal("OpErAtOr01", testResult.Properties["KeyId"].Value);
        Assert.Equal("0", testResult.Properties["OrgId"].Value);
        Assert.Equal(sandbox.Server.Endpoint, testResult.Properties["Endpoint"].Value);
        Assert.Equal(request.Headers["X-Request-Id"], testResult.Properties["RequestId"].Value);
        Assert.True((double)testResult.Properties["RoundTripMilliseconds"].Value > 0);
        Assert.Null(testResult.Properties["Reason"].Value);
    }

    [Theory]
    [InlineData("user", true)]
    [InlineData("operator", true)]
    [InlineData(Unknown, false)]
    public async Task Test_of_a_refused_key_returns_a_result(string who, bool valid)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string token = who switch { "user" => sandbox.Demo.UserToken, "operator" => sandbox.Demo.OperatorToken, _ => who };
        ShellResult result = sandbox.Run(
            "Test-WhylabsApiKey -ApiKey $args[0]; Test-WhylabsApiKey -ApiKey $args[0] -Quiet", SandboxFixture.Secret(token));
        Assert.Empty(result.Errors);
        Assert.Equal(valid, result.Output[0].Properties["Valid"].Value);
        Assert.Equal(token[..10], result.Output[0].Properties["KeyId"].Value);
        Assert.Equal(valid, Assert.IsType<bool>(result.Output[1].BaseObject));
    }

    [Fact]
    public async Task Test_with_ApiKey_needs_no_configured_token()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        Assert.Equal(
            ["True", "True"],
            sandbox.Run(
                "Test-WhylabsApiKey $args[1] -Endpoint $args[0] -Quiet; " +
                "[pscustomobject]@{ Key = $args[1] } | Test-WhylabsApiKey -Endpoint $args[0] -Quiet",
                sandbox.Server.Endpoint,
                SandboxFixture.Secret(sandbox.Demo.UserToken)).Output.Select(testResult => testResult.ToString()));
    }

    [Theory]
    [InlineData("", "ApiKeyMissing")]
    [InlineData("abc\n", "ApiKeyMalformed")]
    public async Task Test_does_not_send_a_malformed_token(string token, string errorId)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(errorId, sandbox.RunToError("Test-WhylabsApiKey -Key $args[0]", SandboxFixture.Secret(token)).Id());
        Assert.Equal(errorId, sandbox.RunToError("Test-WhylabsApiKey -ApiKey $args[0]", SandboxFixture.Secret(token)).Id());
        Assert.Empty(sandbox.Server.Requests);
    }

    [Theory]
    [InlineData("$new | Test-WhylabsApiKey -Key $args[0]")]
    [InlineData("$new | Test-WhylabsApiKey -Key $args[0] -Quiet")]
    [InlineData("Test-WhylabsApiKey -InputObject $new -Key $args[0]")]
    public async Task Test_refuses_a_key_beside_the_parameter_Key(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run($"$new = New-WhylabsApiKey bob; {script}", SandboxFixture.Secret(sandbox.Demo.OperatorToken));
        Assert.Equal("InvalidInput", Assert.Single(result.Errors).Id());
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Test_fails_when_the_service_is_unreachable()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run("Test-WhylabsApiKey -Quiet -Endpoint http://127.0.0.1:1 -MaximumRetryCount 0");
        Assert.Equal("ConnectionFailed", Assert.Single(result.Errors).Id());
        Assert.Equal("OpErAtOr01", result.Errors[0].TargetObject);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Test_fails_when_the_service_has_no_validation_route()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(new SandboxOptions { V1 = false });
        Assert.Equal("RouteNotFound", sandbox.RunToError("Test-WhylabsApiKey -Quiet").Id());
    }

    [Fact]
    public async Task Test_returns_the_message_of_the_service_as_reason()
    {
        const string Sentence = "Requests from this location are not permitted by your organization.";
        await using var server = new RawServer(request =>
            request.SendAsync(
                $"HTTP/1.1 403 Forbidden\r\n{request.Echo}Content-Type: text/plain\r\n"
                + $"Content-Length: {Sentence.Length}\r\n\r\n{Sentence}"));
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run("Test-WhylabsApiKey -Endpoint $args[0]", server.Endpoint);
        Assert.Empty(result.Errors);
        Assert.Equal(Sentence, Assert.Single(result.Output).Properties["Reason"].Value);
        Assert.Equal(
            "ApiKeyRefused",
            sandbox.RunToError(
                "Connect-Whylabs -Endpoint $args[0] -ApiKey $args[1]", server.Endpoint, SandboxFixture.Secret(Unknown)).Id());
        Assert.Contains(Sentence, sandbox.Lines("$Error[0].ErrorDetails.Message")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_fails_for_a_refusal_of_a_gateway()
    {
        const string Page = "<html><body>Blocked</body></html>";
        await using var server = new RawServer(request => request.SendAsync(
            $"HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\nContent-Length: {Page.Length}\r\n\r\n{Page}"));
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run("Test-WhylabsApiKey -Quiet -Endpoint $args[0]", server.Endpoint);
        Assert.Empty(result.Output);
        Assert.Equal("InvalidResponse", Assert.Single(result.Errors).Id());
        Assert.Equal(
            "InvalidResponse",
            sandbox.RunToError(
                "Connect-Whylabs -Endpoint $args[0] -ApiKey $args[1]", server.Endpoint, SandboxFixture.Secret(Unknown)).Id());
    }

    [Fact]
    public async Task Test_with_a_token_argument_needs_no_configured_token()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        Assert.Equal(
            "True",
            Assert.Single(
                sandbox.Run(
                    "Test-WhylabsApiKey -Key $args[0] -Endpoint $args[1] -Quiet",
                    SandboxFixture.Secret(sandbox.Demo.UserToken),
                    sandbox.Server.Endpoint).Output).ToString());
    }

    [Fact]
    public async Task Test_does_not_return_invalid_for_credentials_in_another_format()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        object[] arguments =
        [
            sandbox.Server.Endpoint,
            SandboxFixture.Secret("""{"AccessKeyId":"ASIAEXAMPLE12345","SecretAccessKey":"wJalrXUtnFEMI/K7MDENG+bPxRfi"}"""),
        ];
        ShellResult result = sandbox.Run("Test-WhylabsApiKey -Endpoint $args[0] -ApiKey $args[1] -Quiet", arguments);
        Assert.Empty(result.Output);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("ValidationUnavailable", error.Id());
        Assert.Contains("HTTP 403", error.ErrorDetails.Message, StringComparison.Ordinal);
        sandbox.Run("$null = Connect-Whylabs $args[0] $args[1]", arguments).ThrowIfFailed();
        Assert.Equal([sandbox.Server.Endpoint.ToString()], sandbox.Lines("$WhylabsSession.Endpoint"));
    }

    [Fact]
    public async Task Test_fails_for_a_404_of_a_gateway()
    {
        await using var gateway = new RawServer(request => request.SendAsync(
            "HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 22\r\n\r\n{\"message\":\"no route\"}"));
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(
            "InvalidResponse", Assert.Single(sandbox.Run("Test-WhylabsApiKey -Endpoint $args[0]", gateway.Endpoint).Errors).Id());
        Assert.Equal(
            "InvalidResponse",
            sandbox.RunToError(
                "Connect-Whylabs -Endpoint $args[0] -ApiKey $args[1]", gateway.Endpoint, SandboxFixture.Secret(Unknown)).Id());
    }
}
