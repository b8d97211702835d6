using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Connecting;

/// <summary>Tests the environment variables, and the precedence of parameters, session and environment.</summary>
[Collection(nameof(ProcessEnvironment))]
public sealed class EnvironmentVariableTests : IClassFixture<ProcessEnvironment>
{
    private const string Unreachable = "http://127.0.0.1:1";
    private readonly ProcessEnvironment _environment;

    public EnvironmentVariableTests(ProcessEnvironment environment)
    {
        _environment = environment;
        _environment.Set();
    }

    [Theory]
    [InlineData("WHYLABS_API_ENDPOINT", null)]
    [InlineData("WHYLABS_PRIVATE_API_ENDPOINT", Unreachable)]
    public async Task Environment_configures_all_settings_and_the_private_endpoint_wins(string variable, string? publicEndpoint)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        _environment.Set(
            ("WHYLABS_API_KEY", sandbox.Demo.OperatorToken),
            ("WHYLABS_DEFAULT_ORG_ID", "org-123"),
            ("WHYLABS_API_ENDPOINT", publicEndpoint),
            (variable, sandbox.Server.Endpoint.ToString()));
        Assert.Equal(["10"], sandbox.Lines("(Get-WhylabsApiKey).Count"));
    }

    [Fact]
    public async Task Parameters_win_over_the_environment()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        _environment.Set(("WHYLABS_API_KEY", "wrong"), ("WHYLABS_DEFAULT_ORG_ID", "wrong"), ("WHYLABS_API_ENDPOINT", Unreachable));
        ShellResult result = sandbox.Run(
            "(Get-WhylabsApiKey -Endpoint $args[0] -OrgId org-123 -ApiKey $args[1]).Count",
            sandbox.Server.Endpoint,
            SandboxFixture.Secret(sandbox.Demo.OperatorToken));
        Assert.Equal("10", Assert.Single(result.Output).ToString());
    }

    [Fact]
    public async Task Environment_does_not_replace_the_session_after_a_failed_connect()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        _environment.Set([.. FreshProcess.Variables(sandbox.Server, sandbox.Demo.OperatorToken)]);
        Assert.Equal(
            ["10", "ConnectionFailed", "NotConnected", "10", "10"],
            sandbox.Lines(
                """
                function Show {
                    try { @(Get-WhylabsApiKey @args -ErrorAction Stop).Count } catch { $_.FullyQualifiedErrorId.Split(',')[0] }
                }
                Show
                try { Connect-Whylabs -Endpoint http://127.0.0.1:1 -MaximumRetryCount 0 } catch { $_.FullyQualifiedErrorId.Split(',')[0] }
                Show
                $token = [securestring]::new()
                $env:WHYLABS_API_KEY.ToCharArray().ForEach{ $token.AppendChar($_) }
                Show -Endpoint $env:WHYLABS_API_ENDPOINT -ApiKey $token
                Disconnect-Whylabs
                Show
                """));
    }

    [Fact]
    public async Task Session_wins_over_the_environment()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        _environment.Set(
            ("WHYLABS_API_KEY", "wrong"),
            ("WHYLABS_DEFAULT_ORG_ID", "wrong"),
            ("WHYLABS_PRIVATE_API_ENDPOINT", Unreachable),
            ("WHYLABS_API_VERSION", "v1"));
        ShellResult result = sandbox.Run(
            "$null = Connect-Whylabs -Endpoint $args[0] -ApiKey $args[1] -OrgId org-900 -ApiVersion V0; Get-WhylabsApiKey",
            sandbox.Server.Endpoint,
            SandboxFixture.Secret(sandbox.Demo.OperatorToken));
        Assert.Equal("PaIdAdMiN1", Assert.Single(result.Output).ToString());
        Assert.Equal("/v0/organizations/org-900/api-key", sandbox.Server.Requests[^1].Target);
    }

    [Fact]
    public async Task Session_keeps_the_values_it_took_from_the_environment()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        _environment.Set([.. FreshProcess.Variables(sandbox.Server, sandbox.Demo.AdministratorToken), ("WHYLABS_API_VERSION", " V1 ")]);
        sandbox.Lines("$null = Connect-Whylabs");
        _environment.Set();
        Assert.Equal(10, sandbox.Lines("Get-WhylabsApiKey").Length);
        Assert.Equal("/v1/api-key", sandbox.Server.Requests[^1].Target);
    }

    [Fact]
    public async Task Other_endpoint_uses_the_key_and_organization_of_the_environment()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        await using SandboxServer other = await SandboxServer.StartAsync(new SandboxOptions());
        var demo = DemoOrganization.Seed(other.Store);
        sandbox.Run(
            "$null = Connect-Whylabs -Endpoint $args[0] -ApiKey $args[1] -OrgId org-900",
            sandbox.Server.Endpoint,
            SandboxFixture.Secret(sandbox.Demo.OperatorToken)).ThrowIfFailed();
        _environment.Set(("WHYLABS_API_KEY", demo.OperatorToken), ("WHYLABS_DEFAULT_ORG_ID", "org-123"));
        Assert.Equal(10, sandbox.Run("Get-WhylabsApiKey -Endpoint $args[0]", other.Endpoint).Output.Count);
        RecordedRequest seen = Assert.Single(other.Requests);
        Assert.Equal(demo.OperatorToken, seen.Headers["X-API-Key"]);
        Assert.Equal("/v0/organizations/org-123/api-key", seen.Target);
    }

    [Theory]
    [InlineData("v0", "/v0/organizations/org-123/api-key")]
    [InlineData("V1", "/v1/api-key")]
    [InlineData("", "/v0/organizations/org-123/api-key")]
    [InlineData("2", null)]
    public async Task Environment_sets_the_api_version(string version, string? target)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        _environment.Set(("WHYLABS_API_VERSION", version), ("WHYLABS_DEFAULT_ORG_ID", "org-123"));
        ShellResult result = sandbox.Run("Get-WhylabsApiKey");
        if (target is not null)
            Assert.Equal(target, Assert.Single(sandbox.Server.Requests).Target);
        else
            Assert.Equal("InvalidApiVersion", Assert.Single(result.Errors).Id());
    }
}
