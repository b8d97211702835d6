using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Connecting;

/// <summary>
/// Tests that commands use the session in $WhylabsSession, and fail if it is missing or if Connect-Whylabs failed. The environment
/// specifies another service. Its recorded requests would reveal a command that uses it instead.
/// </summary>
[Collection(nameof(ProcessEnvironment))]
public sealed class SessionVariableTests(ProcessEnvironment environment) : IClassFixture<ProcessEnvironment>
{
    private const string Connect = "$null = Connect-Whylabs -Endpoint $args[0] -ApiKey $args[1]; ";

    [Theory]
    [InlineData("$WhylabsSession = Connect-Whylabs -Endpoint $args[0] -ApiKey $args[1]")]
    [InlineData("function Enter { $global:WhylabsSession = Connect-Whylabs $args[0] $args[1] }; Enter $args[0] $args[1]")]
    [InlineData(Connect + "$kept = $WhylabsSession; $null = Disconnect-Whylabs; $WhylabsSession = $kept")]
    [InlineData(Connect + "Import-Module $args[2] -Force")]
    [InlineData(Connect + "Remove-Module WhylabsApiKey; Import-Module $args[2]")]
    [InlineData(Connect + "$null = TabExpansion2 'Connect-Whylabs -Endpoint http://x -' 36; $null = Get-Command Connect-Whylabs -Syntax")]
    [InlineData(Connect + "$null = Get-Help Connect-Whylabs; $null = Connect-Whylabs -?")]
    public async Task Commands_use_the_session_in_the_variable(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        await using SandboxServer other = await StartEnvironmentServiceAsync();
        sandbox.Run(
            script,
            sandbox.Server.Endpoint,
            SandboxFixture.Secret(sandbox.Demo.OperatorToken),
            ModuleShell.ModulePath).ThrowIfFailed();
        Assert.Equal(10, sandbox.Lines("Get-WhylabsApiKey").Length);
        Assert.Equal(sandbox.Server.Endpoint.ToString(), Assert.Single(sandbox.Lines("$WhylabsSession.Endpoint")));
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData("$WhylabsSession = $null")]
    [InlineData("$WhylabsSession = [pscustomobject]@{ Endpoint = $WhylabsSession.Endpoint }")]
    [InlineData("$ExecutionContext.SessionState.PSVariable.Remove('global:WhylabsSession')")]
    [InlineData(
        "foreach ($name in 'WhylabsSession', 'WhylabsSessionBegan') " +
        "{ try { $ExecutionContext.SessionState.PSVariable.Remove(\"global:$name\") } catch { } }")]
    [InlineData("Connect-Whylabs -Endpoint $null -ApiKey $args[1]")]
    [InlineData("Connect-Whylabs -Endpoint $args[0] -ApiKey 'a string'")]
    [InlineData("Connect-Whylabs -Endpont $args[0] -ApiKey $args[1]")]
    [InlineData("Connect-Whylabs -ApiVersion V7")]
    [InlineData("Connect-Whylabs -Endpont")]
    [InlineData("[pscustomobject]@{ OrgId = 'AbCdEfGh12.0123456789abcdefghijklmnop' } | Connect-Whylabs $args[0] $args[1]")]
    [InlineData("Connect-Whylabs $args[0] $args[1] -TimeoutSec 100000")]
    [InlineData("Connect-Whylabs -MaximumRetryCount many -Endpoint $args[0] -ApiKey $args[1]")]
    [InlineData("Connect-Whylabs -AllowUnencryptedAuthentication:'x' -Endpoint $args[0] -ApiKey $args[1]")]
    [InlineData("Connect-Whylabs -Endpoint $args[0] -ApiKey $args[1] -OrgId ''")]
    public async Task Missing_session_is_an_error_and_not_replaced_by_the_environment(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        await using SandboxServer other = await StartEnvironmentServiceAsync();
        object[] arguments = [sandbox.Server.Endpoint, SandboxFixture.Secret(sandbox.Demo.OperatorToken)];
        sandbox.Run(Connect, arguments).ThrowIfFailed();
        sandbox.Run(script, arguments);
        Assert.Equal("NotConnected", sandbox.RunToError("Get-WhylabsApiKey").Id());
        Assert.Equal(10, sandbox.Run("Get-WhylabsApiKey -Endpoint $args[0] -ApiKey $args[1]", arguments).Output.Count);
        Assert.Empty(other.Requests);
        Assert.Equal(["10"], sandbox.Lines("Disconnect-Whylabs; (Get-WhylabsApiKey).Count"));
        Assert.Single(other.Requests);
    }

    [Fact]
    public async Task Organization_in_the_token_of_the_session_is_not_used_for_another_token()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        environment.Set();
        sandbox.Run(
            Connect.Replace("; ", " -ApiVersion V1; ", StringComparison.Ordinal),
            sandbox.Server.Endpoint,
            SandboxFixture.Secret(sandbox.Demo.AdministratorToken)).ThrowIfFailed();
        sandbox.Run("Get-WhylabsApiKey -OrgId org-900").ThrowIfFailed();
        Assert.Contains("X-WHYLABS-ORGANIZATION", sandbox.Server.Requests[^1].Headers.Keys);
        sandbox.Run("Get-WhylabsApiKey -ApiKey $args[0]", SandboxFixture.Secret(sandbox.Demo.PaidAdministratorToken)).ThrowIfFailed();
        Assert.DoesNotContain("X-WHYLABS-ORGANIZATION", sandbox.Server.Requests[^1].Headers.Keys);
    }

    // Starts the service that the environment specifies.
    private async Task<SandboxServer> StartEnvironmentServiceAsync()
    {
        SandboxServer server = await SandboxServer.StartAsync(new SandboxOptions());
        environment.Set([.. FreshProcess.Variables(server, DemoOrganization.Seed(server.Store).OperatorToken)]);
        return server;
    }
}
