using System.Management.Automation;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Commands;

/// <summary>Which service is called, as whom and for which organization; and what happens when that cannot be told.</summary>
public class ConnectionTests
{
    private const string ShowError = "catch { $_.FullyQualifiedErrorId.Split(',')[0] }";

    [Fact]
    public async Task The_environment_configures_everything()
    {
        await using Lab lab = await Lab.OpenAsync();
        (_, string output) = await FreshProcess.RunScriptAsync("(Get-WhylabsApiKey).Count", lab.Server, lab.Demo.OperatorToken);
        Assert.Equal("10", output.Trim());
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey -OrgId $row.Missing")]
    [InlineData("New-WhylabsApiKey bob -OrgId ''")]
    [InlineData("Revoke-WhylabsApiKey zP0gHsa6Ri bob -OrgId ' ' -Force")]
    [InlineData("Update-WhylabsApiKey zP0gHsa6Ri -OrgId '' -KeepOld -Force")]
    public async Task An_argument_that_came_out_empty_is_not_the_default_organization(string script)
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal("OrgIdMissing", lab.Ending("$row = @{}; " + script).Id());
        Assert.Empty(lab.Server.Requests);
        Assert.Equal(2, lab.Lines("[pscustomobject]@{ UserId = 'bob'; OrgId = '' } | Get-WhylabsApiKey").Length);
    }

    [Fact]
    public async Task The_private_endpoint_wins_over_the_public_one()
    {
        await using Lab lab = await Lab.OpenAsync();
        (_, string output) = await FreshProcess.RunScriptAsync(
            "(Get-WhylabsApiKey).Count",
            null,
            lab.Demo.OperatorToken,
            ("WHYLABS_DEFAULT_ORG_ID", "org-123"),
            ("WHYLABS_API_ENDPOINT", "http://127.0.0.1:1"),
            ("WHYLABS_PRIVATE_API_ENDPOINT", lab.Server.Endpoint.ToString()));
        Assert.Equal("10", output.Trim());
    }

    [Fact]
    public async Task Parameters_win_over_the_environment()
    {
        await using Lab lab = await Lab.OpenAsync();
        (_, string output) = await FreshProcess.RunScriptAsync(
            "$key = [securestring]::new(); $env:SECRET.ToCharArray().ForEach{ $key.AppendChar($_) }; " +
            $"(Get-WhylabsApiKey -Endpoint {lab.Server.Endpoint} -OrgId org-123 -ApiKey $key).Count",
            null,
            "wrong",
            ("WHYLABS_DEFAULT_ORG_ID", "wrong"),
            ("WHYLABS_API_ENDPOINT", "http://127.0.0.1:1"),
            ("SECRET", lab.Demo.OperatorToken));
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
    [InlineData("songbird.example.com", "InvalidEndpoint")]
    [InlineData("ftp://songbird.example.com", "InvalidEndpoint")]
    [InlineData("localhost:8080", "InvalidEndpoint")]
    [InlineData("https://user:secret@songbird.example.com", "InvalidEndpoint")]
    [InlineData("https://songbird.example.com/?x=1", "InvalidEndpoint")]
    [InlineData("https://songbird.example.com/#x", "InvalidEndpoint")]
    [InlineData("http://songbird.example.com", "InsecureEndpoint")]
    [InlineData("http://192.0.2.1:8080", "InsecureEndpoint")]
    public async Task An_endpoint_that_is_none_or_not_safe_ends_the_command(string endpoint, string errorId)
    {
        await using Lab lab = await Lab.OpenAsync();
        ErrorRecord error = lab.Ending($"Get-WhylabsApiKey -Endpoint '{endpoint}'");
        Assert.Equal(errorId, error.Id());
    }

    [Theory]
    [InlineData("https://user:secret@songbird.example.com")]
    [InlineData("user:secret@songbird.example.com")]
    [InlineData("ftp://user:secret@songbird.example.com")]
    [InlineData("AbCdEfGh12.secretsecretsecret")]
    public async Task A_credential_in_the_endpoint_is_not_repeated_anywhere_in_the_error(string endpoint)
    {
        await using Lab lab = await Lab.OpenAsync();
        ErrorRecord error = lab.Ending($"Get-WhylabsApiKey -Endpoint '{endpoint}'");
        Assert.DoesNotContain("secret", $"{error} {error.Exception} {error.TargetObject}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no such key.0123456789", "Forbidden", ErrorCategory.PermissionDenied)]
    [InlineData("administrator", "Forbidden", ErrorCategory.PermissionDenied)]
    [InlineData("user", "Forbidden", ErrorCategory.PermissionDenied)]
    public async Task A_key_without_the_operators_role_ends_the_command_at_once(string who, string errorId, ErrorCategory category)
    {
        await using Lab lab = await Lab.OpenAsync();
        string token = who switch { "administrator" => lab.Demo.AdministratorToken, "user" => lab.Demo.UserToken, _ => who };
        ErrorRecord error = lab.Ending(
            "$t = $args[0]; $key = [securestring]::new(); $t.ToCharArray().ForEach{ $key.AppendChar($_) }; 'a', 'b' | ForEach-Object { [pscustomobject]@{ KeyId = $_ } } | Get-WhylabsApiKey -ApiKey $key", token);
        Assert.Equal(errorId, error.Id());
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.Contains(":whylabs_system", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(lab.Server.Requests);
    }

    [Fact]
    public async Task A_wrong_base_path_is_named_as_such()
    {
        await using Lab lab = await Lab.OpenAsync();
        ErrorRecord error = lab.Ending($"Get-WhylabsApiKey -Endpoint {lab.Server.Endpoint}wrong/path");
        Assert.Equal("RouteNotFound", error.Id());
        Assert.Contains("base path", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_exception_is_caught_by_its_type_and_says_what_is_known()
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal(
            ["400 Invalid expiration time 1 True"],
            lab.Lines(
                """
                try { New-WhylabsApiKey bob -ExpirationTime ([datetime]::Now) -ErrorAction Stop }
                catch [WhylabsApiKey.WhylabsApiException] {
                    $e = $_.Exception
                    "$([int]$e.StatusCode) $($e.ServerMessage) $($e.Attempts) $($_.ErrorDetails.Message.Contains($e.RequestId))"
                }
                """));
    }

    [Fact]
    public async Task ErrorAction_and_ErrorVariable_behave()
    {
        await using Lab lab = await Lab.OpenAsync();
        ShellResult result = lab.Run("$Error.Clear(); Get-WhylabsApiKey missing -ErrorAction SilentlyContinue -ErrorVariable e; $e.Count; $Error.Count; Get-WhylabsApiKey missing -ErrorAction Ignore; $Error.Count");
        Assert.Equal(["1", "1", "1"], result.Output.Select(line => line.ToString()));
        Assert.Empty(result.Errors);
    }

    [Fact]
    public async Task The_service_learns_module_and_shell_versions_and_no_more()
    {
        await using Lab lab = await Lab.OpenAsync();
        lab.Lines("Get-WhylabsApiKey");
        Assert.Matches(@"^WhylabsApiKey/\d+\.\d+\.\d+ PowerShell/7\.\d+\.\d+ \((Linux|Windows|macOS)\)$", Assert.Single(lab.Server.Requests).Headers["User-Agent"]);
    }
}
