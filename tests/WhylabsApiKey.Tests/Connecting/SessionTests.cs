using System.Security;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Connecting;

/// <summary>Tests what a session stores, and which commands and runspaces use it.</summary>
public class SessionTests
{
    private const string Connect = "param($Endpoint, $Token) $null = Connect-Whylabs -Endpoint $Endpoint -ApiKey $Token; ";

    [Theory]
    [InlineData("", "/v0/organizations/org-123/api-key")]
    [InlineData("-OrgId org-900", "/v0/organizations/org-900/api-key")]
    [InlineData("-ApiVersion V1 -OrgId 0", "/v1/api-key")]
    public async Task Every_command_uses_the_session(string more, string target)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        ShellResult result = sandbox.Run(
            $"$null = Connect-Whylabs -Endpoint $args[0] -ApiKey $args[1] {more}; Get-WhylabsApiKey",
            sandbox.Server.Endpoint,
            SandboxFixture.Secret(sandbox.Demo.OperatorToken));
        Assert.Empty(result.Errors);
        RecordedRequest last = sandbox.Server.Requests[^1];
        Assert.Equal(target, last.Target);
        Assert.Equal(sandbox.Demo.OperatorToken, last.Headers["X-API-Key"]);
    }

    [Fact]
    public async Task Session_belongs_to_one_runspace()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        sandbox.Run(Connect, sandbox.Server.Endpoint, SandboxFixture.Secret(sandbox.Demo.OperatorToken)).ThrowIfFailed();
        using var other = ModuleShell.Open(new ShellHost(TextWriter.Null));
        Assert.Equal("ApiKeyMissing", Assert.Single(other.Run("Get-WhylabsApiKey").Errors).Id());
        Assert.Equal(10, sandbox.Lines("Get-WhylabsApiKey").Length);
    }

    [Fact]
    public async Task Session_is_not_written_to_disk()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        string home = Directory.CreateTempSubdirectory().FullName;
        (_, string output) = await FreshProcess.RunScriptAsync(
            "$null = Connect-Whylabs; (Get-WhylabsApiKey).Count", sandbox.Server, sandbox.Demo.OperatorToken, ("HOME", home),
            ("USERPROFILE", home), ("APPDATA", home), ("LOCALAPPDATA", home), ("TMPDIR", home));
        Assert.Equal("10", output.Trim());
        Assert.DoesNotContain(
            Directory.EnumerateFiles(home, "*", SearchOption.AllDirectories),
            file => file.Contains("whylabs", StringComparison.OrdinalIgnoreCase)
                || File.ReadAllText(file).Contains(sandbox.Demo.OperatorToken[11..40], StringComparison.Ordinal));
        Directory.Delete(home, recursive: true);
    }

    [Fact]
    public async Task Parameter_wins_over_the_session()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        sandbox.Run(Connect, sandbox.Server.Endpoint, SandboxFixture.Secret(sandbox.Demo.OperatorToken)).ThrowIfFailed();
        sandbox.Run("Get-WhylabsApiKey -OrgId org-900").ThrowIfFailed();
        Assert.Equal("/v0/organizations/org-900/api-key", sandbox.Server.Requests[^1].Target);
        sandbox.Run("Get-WhylabsApiKey -ApiVersion V1 -OrgId 0").ThrowIfFailed();
        Assert.Equal("/v1/api-key", sandbox.Server.Requests[^1].Target);
        Assert.Equal(
            "Forbidden", sandbox.RunToError("Get-WhylabsApiKey -ApiKey $args[0]", SandboxFixture.Secret(sandbox.Demo.UserToken)).Id());
        Assert.Equal(sandbox.Demo.UserToken, sandbox.Server.Requests[^1].Headers["X-API-Key"]);

        await using SandboxServer other = await SandboxServer.StartAsync(new SandboxOptions());
        Assert.Equal(
            "Forbidden",
            sandbox.RunToError(
                "Get-WhylabsApiKey -Endpoint $args[0] -ApiKey $args[1]",
                other.Endpoint,
                SandboxFixture.Secret(sandbox.Demo.UserToken)).Id());
        Assert.Single(other.Requests);
    }

    [Fact]
    public async Task Token_of_the_session_is_not_sent_to_another_endpoint()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        await using SandboxServer other = await SandboxServer.StartAsync(new SandboxOptions());
        sandbox.Run(Connect, sandbox.Server.Endpoint, SandboxFixture.Secret(sandbox.Demo.OperatorToken)).ThrowIfFailed();
        string[] commands =
            ["Get-WhylabsApiKey", "New-WhylabsApiKey bob", "Revoke-WhylabsApiKey x bob -Force", "Test-WhylabsApiKey", "Connect-Whylabs"];
        foreach (string command in commands)
            Assert.Equal("ApiKeyMissing", sandbox.RunToError($"{command} -Endpoint $args[0]", other.Endpoint).Id());
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task Keys_after_a_session_in_one_script_are_shown_with_their_own_properties()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        SecureString token = SandboxFixture.Secret(sandbox.Demo.OperatorToken);
        sandbox.Run("$endpoint, $token = $args", sandbox.Server.Endpoint, token).ThrowIfFailed();
        sandbox.Shell.Show("Connect-Whylabs $endpoint $token -OrgId org-123; Test-WhylabsApiKey; Get-WhylabsApiKey -Alias ci");
        Assert.Contains("ApiVersion", sandbox.Page, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^Valid +: True", sandbox.Page);
        Assert.Matches(@"(?m)^Alias +: ci", sandbox.Page);
    }

    [Fact]
    public async Task Disconnect_writes_verbose_messages()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        sandbox.Run(Connect + "$null = Get-WhylabsApiKey", sandbox.Server.Endpoint, SandboxFixture.Secret(sandbox.Demo.OperatorToken))
            .ThrowIfFailed();
        Assert.Equal(
            [
                $"Ended the session at {sandbox.Server.Endpoint} and forgot its token.",
                "Cleared the ids and aliases of 10 keys that were cached for completion, without secrets.",
            ],
            sandbox.Run("Disconnect-Whylabs -Verbose").Verbose);
        Assert.Equal("There was no session.", sandbox.Run("Disconnect-Whylabs -Verbose").Verbose[0]);
    }

    [Theory]
    [InlineData("", "use environment variables until Connect-Whylabs runs.")]
    [InlineData("; $null = Connect-Whylabs -Endpoint $Endpoint -ApiKey $Token", "need a session until Disconnect-Whylabs runs.")]
    public async Task Marker_variable_describes_itself(string more, string text)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        ShellResult result = sandbox.Run(
            Connect + "Disconnect-Whylabs" + more + "; \"$WhylabsSessionBegan\"",
            sandbox.Server.Endpoint,
            SandboxFixture.Secret(sandbox.Demo.OperatorToken));
        Assert.EndsWith(text, Assert.Single(result.Output).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disconnect_ends_the_session_and_can_be_repeated()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        sandbox.Run(Connect, sandbox.Server.Endpoint, SandboxFixture.Secret(sandbox.Demo.OperatorToken)).ThrowIfFailed();
        Assert.Empty(sandbox.Lines("Disconnect-Whylabs; Disconnect-Whylabs"));
        Assert.Equal("ApiKeyMissing", sandbox.RunToError("Get-WhylabsApiKey").Id());
    }

    [Fact]
    public async Task Session_keeps_the_api_version()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        ShellResult result = sandbox.Run(
            "$null = Connect-Whylabs -Endpoint $args[0] -ApiKey $args[1] -OrgId org-900 -ApiVersion v1; (New-WhylabsApiKey).OrgId; " +
            "(Get-WhylabsApiKey).Count",
            sandbox.Server.Endpoint,
            SandboxFixture.Secret(sandbox.Demo.AdministratorToken));
        Assert.Equal(["org-900", "2"], result.Output.Select(line => line.ToString()));
    }
}
