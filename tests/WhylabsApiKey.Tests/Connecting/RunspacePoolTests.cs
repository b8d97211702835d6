using System.Management.Automation;
using System.Management.Automation.Runspaces;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Connecting;

/// <summary>Tests that a session in a runspace pool causes a warning, because the next user of the runspace has the same session.</summary>
[Collection(nameof(ProcessEnvironment))]
public sealed class RunspacePoolTests(ProcessEnvironment environment) : IClassFixture<ProcessEnvironment>
{
    private const string Connect = "Import-Module $args[0]; $null = Connect-Whylabs $args[1] $args[2] -OrgId org-123";
    private const string Count = "(Get-WhylabsApiKey).Count";

    [Fact]
    public async Task Session_stays_in_a_pooled_runspace_until_Disconnect()
    {
        environment.Set();
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        object[] arguments =
            [ModuleShell.ModulePath, sandbox.Server.Endpoint, SandboxFixture.Secret(sandbox.Demo.OperatorToken)];
        using RunspacePool pool = RunspaceFactory.CreateRunspacePool(1, 1);
        pool.Open();
        PSDataStreams streams = Run(pool, Connect, out _, arguments);
        Assert.Empty(streams.Error);
        Assert.Contains("seems to be one of a pool", Assert.Single(streams.Warning).Message, StringComparison.Ordinal);
        Run(pool, Count, out string got);
        Assert.Equal("10", got);
        Run(pool, "Disconnect-Whylabs", out _);
        Assert.StartsWith("ApiKeyMissing", Assert.Single(Run(pool, $"try {{ {Count} }} catch {{ Write-Error $_ }}", out _).Error)
            .FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_does_not_warn_outside_a_runspace_pool()
    {
        environment.Set();
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        object[] arguments =
            [ModuleShell.ModulePath, sandbox.Server.Endpoint, SandboxFixture.Secret(sandbox.Demo.OperatorToken)];
        using Runspace runspace = RunspaceFactory.CreateRunspace();
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        shell.AddScript(Connect + "; $WhylabsSession.OrgId").AddArgument(arguments[0]).AddArgument(arguments[1]).AddArgument(arguments[2]);
        Assert.Equal("org-123", Assert.Single(shell.Invoke()).ToString());
        Assert.Empty(shell.Streams.Warning);
    }

    private static PSDataStreams Run(RunspacePool pool, string script, out string output, params object[] arguments)
    {
        var shell = PowerShell.Create();
        shell.RunspacePool = pool;
        shell.AddScript(script);
        foreach (object argument in arguments)
            shell.AddArgument(argument);
        output = string.Join(" ", shell.Invoke());
        return shell.Streams;
    }
}
