using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Commands;

/// <summary>What Connect-Whylabs remembers, for whom, and where it goes.</summary>
public class SessionTests
{
    private const string Connect = "param($Endpoint, $Token) $null = Connect-Whylabs -Endpoint $Endpoint -ApiKey $Token; ";

    [Fact]
    public async Task Connecting_asks_the_service_and_shows_what_is_remembered()
    {
        await using Lab lab = await Lab.OpenAsync(configured: false);
        ShellResult result = lab.Run("Connect-Whylabs -Endpoint $args[0] -ApiKey $args[1]", lab.Server.Endpoint, Lab.Secret(lab.Demo.OperatorToken));
        PSObject session = Assert.Single(result.Output);
        Assert.Equal("WhylabsApiKey.WhylabsSession", session.BaseObject.GetType().FullName);
        Assert.Equal(
            ["Endpoint=" + lab.Server.Endpoint, "OrgId=org-123", "KeyId=OpErAtOr01", "ApiVersion=V0"],
            session.Properties.Select(property => $"{property.Name}={property.Value}"));
        Assert.Equal(lab.Server.Endpoint.ToString(), session.ToString());
        Assert.Equal(["GET /v1/api-key/validate"], lab.Server.Requests.Select(request => $"{request.Method} {request.Target}"));
    }

    [Theory]
    [InlineData("", "/v0/organizations/org-123/api-key")]
    [InlineData("-OrgId org-900", "/v0/organizations/org-900/api-key")]
    [InlineData("-ApiVersion V1 -OrgId 0", "/v1/api-key")]
    public async Task Every_command_uses_what_is_remembered(string more, string target)
    {
        await using Lab lab = await Lab.OpenAsync(configured: false);
        ShellResult result = lab.Run($"$null = Connect-Whylabs -Endpoint $args[0] -ApiKey $args[1] {more}; Get-WhylabsApiKey", lab.Server.Endpoint, Lab.Secret(lab.Demo.OperatorToken));
        Assert.Empty(result.Errors);
        RecordedRequest last = lab.Server.Requests[^1];
        Assert.Equal(target, last.Target);
        Assert.Equal(lab.Demo.OperatorToken, last.Headers["X-API-Key"]);
    }

    [Fact]
    public async Task Another_runspace_of_the_process_sees_no_session()
    {
        await using Lab lab = await Lab.OpenAsync(configured: false);
        lab.Run(Connect, lab.Server.Endpoint, Lab.Secret(lab.Demo.OperatorToken)).ThrowIfFailed();
        using var other = ModuleShell.Open(new ShellHost(TextWriter.Null));
        Assert.Equal("ApiKeyMissing", Assert.Single(other.Run("Get-WhylabsApiKey").Errors).Id());
        Assert.Equal(10, lab.Lines("Get-WhylabsApiKey").Length);
    }

    [Fact]
    public async Task Nothing_is_written_to_disk()
    {
        await using Lab lab = await Lab.OpenAsync(configured: false);
        string home = Directory.CreateTempSubdirectory().FullName;
        (_, string output) = await FreshProcess.RunScriptAsync(
            "$null = Connect-Whylabs; (Get-WhylabsApiKey).Count", lab.Server, lab.Demo.OperatorToken, ("HOME", home), ("USERPROFILE", home), ("APPDATA", home), ("LOCALAPPDATA", home), ("TMPDIR", home));
        Assert.Equal("10", output.Trim());
        Assert.DoesNotContain(
            Directory.EnumerateFiles(home, "*", SearchOption.AllDirectories),
            file => file.Contains("whylabs", StringComparison.OrdinalIgnoreCase) || File.ReadAllText(file).Contains(lab.Demo.OperatorToken[11..40], StringComparison.Ordinal));
        Directory.Delete(home, recursive: true);
    }

    [Theory]
    [InlineData("AbCdEfGh12.0123456789abcdefghijklmnopqrstuvwxyz:org-123", "ApiKeyRefused")]
    [InlineData("abc\n", "ApiKeyMalformed")]
    public async Task A_key_that_is_not_accepted_ends_the_command_and_the_session_before_it(string token, string errorId)
    {
        await using Lab lab = await Lab.OpenAsync(configured: false);
        lab.Run(Connect, lab.Server.Endpoint, Lab.Secret(lab.Demo.OperatorToken)).ThrowIfFailed();
        ErrorRecord error = lab.Ending("Connect-Whylabs -Endpoint $args[0] -ApiKey $args[1]", lab.Server.Endpoint, Lab.Secret(token));
        Assert.Equal(errorId, error.Id());
        Assert.DoesNotContain("0123456789", $"{error} {error.Exception} {error.TargetObject}", StringComparison.Ordinal);
        Assert.Equal("NotConnected", lab.Ending("Get-WhylabsApiKey").Id());
    }

    [Fact]
    public async Task After_a_connect_that_failed_nothing_else_takes_the_sessions_place()
    {
        await using SandboxServer server = await SandboxServer.StartAsync(new SandboxOptions());
        var demo = DemoOrganization.Seed(server.Store);
        (_, string output) = await FreshProcess.RunScriptAsync(
            """
            function Show { try { @(Get-WhylabsApiKey @args -ErrorAction Stop).Count } catch { $_.FullyQualifiedErrorId.Split(',')[0] } }
            Show
            try { Connect-Whylabs -Endpoint http://127.0.0.1:1 -MaximumRetryCount 0 } catch { $_.FullyQualifiedErrorId.Split(',')[0] }
            Show
            $token = [securestring]::new()
            $env:WHYLABS_API_KEY.ToCharArray().ForEach{ $token.AppendChar($_) }
            Show -Endpoint $env:WHYLABS_API_ENDPOINT -ApiKey $token
            Disconnect-Whylabs
            Show
            """,
            server,
            demo.OperatorToken);
        Assert.Equal(["10", "ConnectionFailed", "NotConnected", "10", "10"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Fact]
    public async Task A_refusal_says_who_was_asked_and_in_which_request()
    {
        await using Lab lab = await Lab.OpenAsync(configured: false);
        ErrorRecord error = lab.Ending("Connect-Whylabs -Endpoint $args[0] -ApiKey $args[1]", lab.Server.Endpoint, Lab.Secret("AbCdEfGh12.0123456789"));
        Assert.Equal(ErrorCategory.AuthenticationError, error.CategoryInfo.Category);
        Assert.Equal(lab.Server.Endpoint, error.TargetObject);
        Assert.Contains(Assert.Single(lab.Server.Requests).Headers["X-Request-Id"], error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_cannot_be_asked_is_accepted_and_the_verbose_stream_says_so()
    {
        await using Lab lab = await Lab.OpenAsync(new SandboxOptions { V1 = false }, configured: false);
        ShellResult result = lab.Run("Connect-Whylabs -Endpoint $args[0] -ApiKey $args[1] -Verbose", lab.Server.Endpoint, Lab.Secret(lab.Demo.OperatorToken));
        Assert.Single(result.Output);
        Assert.Empty(result.Errors);
        Assert.Contains(result.Verbose, line => line.Contains("cannot be asked", StringComparison.Ordinal));
        Assert.Equal(10, lab.Lines("Get-WhylabsApiKey").Length);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_an_error_and_no_session()
    {
        await using Lab lab = await Lab.OpenAsync(configured: false);
        Assert.Equal("ConnectionFailed", lab.Ending("Connect-Whylabs -Endpoint http://127.0.0.1:1 -ApiKey $args[0] -MaximumRetryCount 0", Lab.Secret(lab.Demo.OperatorToken)).Id());
        Assert.Equal("NotConnected", lab.Ending("Get-WhylabsApiKey").Id());
    }

    [Fact]
    public async Task A_parameter_wins_over_the_session()
    {
        await using Lab lab = await Lab.OpenAsync(configured: false);
        lab.Run(Connect, lab.Server.Endpoint, Lab.Secret(lab.Demo.OperatorToken)).ThrowIfFailed();
        lab.Run("Get-WhylabsApiKey -OrgId org-900").ThrowIfFailed();
        Assert.Equal("/v0/organizations/org-900/api-key", lab.Server.Requests[^1].Target);
        lab.Run("Get-WhylabsApiKey -ApiVersion V1 -OrgId 0").ThrowIfFailed();
        Assert.Equal("/v1/api-key", lab.Server.Requests[^1].Target);
        Assert.Equal("Forbidden", lab.Ending("Get-WhylabsApiKey -ApiKey $args[0]", Lab.Secret(lab.Demo.UserToken)).Id());
        Assert.Equal(lab.Demo.UserToken, lab.Server.Requests[^1].Headers["X-API-Key"]);

        await using SandboxServer other = await SandboxServer.StartAsync(new SandboxOptions());
        Assert.Equal("Forbidden", lab.Ending("Get-WhylabsApiKey -Endpoint $args[0] -ApiKey $args[1]", other.Endpoint, Lab.Secret(lab.Demo.UserToken)).Id());
        Assert.Single(other.Requests);
    }

    [Fact]
    public async Task The_sessions_key_never_goes_to_another_endpoint()
    {
        await using Lab lab = await Lab.OpenAsync(configured: false);
        await using SandboxServer other = await SandboxServer.StartAsync(new SandboxOptions());
        lab.Run(Connect, lab.Server.Endpoint, Lab.Secret(lab.Demo.OperatorToken)).ThrowIfFailed();
        foreach (string command in (string[])["Get-WhylabsApiKey", "New-WhylabsApiKey bob", "Revoke-WhylabsApiKey x bob -Force", "Test-WhylabsApiKey", "Connect-Whylabs"])
            Assert.Equal("ApiKeyMissing", lab.Ending($"{command} -Endpoint $args[0]", other.Endpoint).Id());
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData("http://LOCALHOST:PORT/", true)]
    [InlineData("HTTP://localhost:PORT", true)]
    [InlineData("http://localhost:PORT/prefix", false)]
    [InlineData("https://localhost:PORT", false)]
    [InlineData("http://127.0.0.1:PORT", false)]
    public async Task An_endpoint_is_the_same_whatever_its_last_slash_and_the_case_of_its_host(string endpoint, bool same)
    {
        await using Lab lab = await Lab.OpenAsync(configured: false);
        string port = lab.Server.Endpoint.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        lab.Run(Connect, new Uri($"http://localhost:{port}"), Lab.Secret(lab.Demo.OperatorToken)).ThrowIfFailed();
        ShellResult result = lab.Run("(Get-WhylabsApiKey -Endpoint $args[0]).Count", endpoint.Replace("PORT", port, StringComparison.Ordinal));
        if (same)
            Assert.Equal("10", Assert.Single(result.Output).ToString());
        else
            Assert.Equal("ApiKeyMissing", Assert.Single(result.Errors).Id());
    }

    [Fact]
    public async Task Disconnecting_forgets_and_may_be_done_twice()
    {
        await using Lab lab = await Lab.OpenAsync(configured: false);
        lab.Run(Connect, lab.Server.Endpoint, Lab.Secret(lab.Demo.OperatorToken)).ThrowIfFailed();
        Assert.Empty(lab.Lines("Disconnect-Whylabs; Disconnect-Whylabs"));
        Assert.Equal("ApiKeyMissing", lab.Ending("Get-WhylabsApiKey").Id());
    }

    [Fact]
    public async Task Default_parameter_values_count_as_parameters()
    {
        await using Lab lab = await Lab.OpenAsync(configured: false);
        ShellResult result = lab.Run(
            """
            $PSDefaultParameterValues['Connect-Whylabs:Endpoint'] = $args[0]
            $PSDefaultParameterValues['Connect-Whylabs:ApiKey'] = $args[1]
            (Connect-Whylabs).KeyId
            (Get-WhylabsApiKey).Count
            """,
            lab.Server.Endpoint,
            Lab.Secret(lab.Demo.OperatorToken));
        Assert.Equal(["OpErAtOr01", "10"], result.Output.Select(line => line.ToString()));
    }

    [Fact]
    public async Task The_callers_own_securestring_may_go_away()
    {
        await using Lab lab = await Lab.OpenAsync(configured: false);
        lab.Run(Connect + "$Token.Dispose()", lab.Server.Endpoint, Lab.Secret(lab.Demo.OperatorToken)).ThrowIfFailed();
        Assert.Equal(10, lab.Lines("Get-WhylabsApiKey").Length);
    }

    [Fact]
    public async Task Plain_http_to_a_remote_host_is_allowed_once_and_for_that_host()
    {
        await using var proxy = new RawServer(request =>
            request.SendAsync(RawRequest.Json(request.Head.Contains("/validate", StringComparison.Ordinal) ? """{"requestId":"r"}""" : """{"items":[]}""")));
        (_, string output) = await FreshProcess.RunScriptAsync(
            """
            function Get-Outcome { try { & $args[0]; 'fine' } catch { $_.FullyQualifiedErrorId.Split(',')[0] } }
            Get-Outcome { $null = Connect-Whylabs -Endpoint http://songbird.example.com -OrgId org-123 }
            Get-Outcome { $null = Connect-Whylabs -Endpoint http://songbird.example.com -OrgId org-123 -AllowUnencryptedAuthentication }
            Get-Outcome { Get-WhylabsApiKey -OrgId org-123 }
            Get-Outcome { Get-WhylabsApiKey -OrgId org-123 -Endpoint http://other.example.com }
            """,
            null,
            "AbCdEfGh12.0123456789",
            ("http_proxy", proxy.Endpoint.ToString()));
        Assert.Equal(["InsecureEndpoint", "fine", "fine", "InsecureEndpoint"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Equal(2, proxy.Requests.Count);
    }
}
