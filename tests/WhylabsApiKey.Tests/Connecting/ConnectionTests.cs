using System.Management.Automation;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Connecting;

/// <summary>Which service is called, as whom and for which organization; and what happens when that cannot be told.</summary>
public class ConnectionTests
{
    private const string ShowError = "catch { $_.FullyQualifiedErrorId.Split(',')[0] }";

    [Fact]
    public async Task The_environment_configures_everything()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        (_, string output) = await FreshProcess.RunScriptAsync("(Get-WhylabsApiKey).Count", sandbox.Server, sandbox.Demo.OperatorToken);
        Assert.Equal("10", output.Trim());
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey -OrgId $row.Missing")]
    [InlineData("New-WhylabsApiKey bob -OrgId ''")]
    [InlineData("Revoke-WhylabsApiKey zP0gHsa6Ri bob -OrgId ' ' -Force")]
    [InlineData("Update-WhylabsApiKey zP0gHsa6Ri -OrgId '' -KeepOld -Force")]
    public async Task An_argument_that_came_out_empty_is_not_the_default_organization(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal("OrgIdMissing", sandbox.Ending("$row = @{}; " + script).Id());
        Assert.Empty(sandbox.Server.Requests);
        Assert.Equal(2, sandbox.Lines("[pscustomobject]@{ UserId = 'bob'; OrgId = '' } | Get-WhylabsApiKey").Length);
    }

    [Fact]
    public async Task The_private_endpoint_wins_over_the_public_one()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        (_, string output) = await FreshProcess.RunScriptAsync(
            "(Get-WhylabsApiKey).Count",
            null,
            sandbox.Demo.OperatorToken,
            ("WHYLABS_DEFAULT_ORG_ID", "org-123"),
            ("WHYLABS_API_ENDPOINT", "http://127.0.0.1:1"),
            ("WHYLABS_PRIVATE_API_ENDPOINT", sandbox.Server.Endpoint.ToString()));
        Assert.Equal("10", output.Trim());
    }

    [Fact]
    public async Task Parameters_win_over_the_environment()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        (_, string output) = await FreshProcess.RunScriptAsync(
            "$key = [securestring]::new(); $env:SECRET.ToCharArray().ForEach{ $key.AppendChar($_) }; " +
            $"(Get-WhylabsApiKey -Endpoint {sandbox.Server.Endpoint} -OrgId org-123 -ApiKey $key).Count",
            null,
            "wrong",
            ("WHYLABS_DEFAULT_ORG_ID", "wrong"),
            ("WHYLABS_API_ENDPOINT", "http://127.0.0.1:1"),
            ("SECRET", sandbox.Demo.OperatorToken));
        Assert.Equal("10", output.Trim());
    }

    [Theory]
    [InlineData("", "ApiKeyMissing")]
    [InlineData(" ", "ApiKeyMissing")]
    [InlineData("abc\ndef", "ApiKeyMalformed")]
    [InlineData("abc\n", "ApiKeyMalformed")]
    [InlineData("abc ", "ApiKeyMalformed")]
    [InlineData("schlüssel", "ApiKeyMalformed")]
    [InlineData("abc", "OrgIdMissing")]
    [InlineData("AbCdEfGh12.0123456789:0", "OrgIdMissing")]
    [InlineData("{\"AccessKeyId\":\"a:b\"}", "OrgIdMissing")]
    [InlineData("AbCdEfGh12.0123456789:org-777", "ConnectionFailed")]
    public async Task The_token_is_there_is_a_header_value_and_may_tell_the_organization(string token, string errorId)
    {
        (_, string output) = await FreshProcess.RunScriptAsync(
            $"try {{ Get-WhylabsApiKey -Endpoint http://127.0.0.1:1 -MaximumRetryCount 0 -ErrorAction Stop }} {ShowError}", null, token);
        Assert.Equal(errorId, output.Trim());
    }

    [Theory]
    [InlineData("no such key.0123456789", "Forbidden", ErrorCategory.PermissionDenied)]
    [InlineData("administrator", "Forbidden", ErrorCategory.PermissionDenied)]
    [InlineData("user", "Forbidden", ErrorCategory.PermissionDenied)]
    public async Task A_key_without_the_operators_role_ends_the_command_at_once(string who, string errorId, ErrorCategory category)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string token = who switch { "administrator" => sandbox.Demo.AdministratorToken, "user" => sandbox.Demo.UserToken, _ => who };
        ErrorRecord error = sandbox.Ending(
            "$t = $args[0]; $key = [securestring]::new(); $t.ToCharArray().ForEach{ $key.AppendChar($_) }; 'a', 'b' | ForEach-Object { [pscustomobject]@{ KeyId = $_ } } | Get-WhylabsApiKey -ApiKey $key", token);
        Assert.Equal(errorId, error.Id());
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.Contains(":whylabs_system", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(sandbox.Server.Requests);
    }

    [Fact]
    public async Task The_service_learns_module_and_shell_versions_and_no_more()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Lines("Get-WhylabsApiKey");
        Assert.Matches(@"^WhylabsApiKey/\d+\.\d+\.\d+ PowerShell/7\.\d+\.\d+ \((Linux|Windows|macOS)\)$", Assert.Single(sandbox.Server.Requests).Headers["User-Agent"]);
    }
}
