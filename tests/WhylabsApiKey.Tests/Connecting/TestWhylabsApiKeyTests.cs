using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Commands;

/// <summary>Whether the service accepts a key.</summary>
public class TestTests
{
    private const string Unknown = "AbCdEfGh12.0123456789abcdefghijklmnopqrstuvwxyz:org-777";

    [Fact]
    public async Task The_callers_own_key_is_tested_where_no_other_is_named()
    {
        await using Lab lab = await Lab.OpenAsync();
        ShellResult result = lab.Run("Test-WhylabsApiKey");
        Assert.Empty(result.Errors);
        RecordedRequest request = Assert.Single(lab.Server.Requests);
        Assert.Equal("GET /v1/api-key/validate", $"{request.Method} {request.Target}");
        PSObject answer = Assert.Single(result.Output);
        Assert.Equal("WhylabsApiKey.ApiKeyTestResult", answer.BaseObject.GetType().FullName);
        Assert.Equal(true, answer.Properties["Valid"].Value);
        Assert.Equal("OpErAtOr01", answer.Properties["KeyId"].Value);
        Assert.Equal("0", answer.Properties["OrgId"].Value);
        Assert.Equal(lab.Server.Endpoint, answer.Properties["Endpoint"].Value);
        Assert.Equal(request.Headers["X-Request-Id"], answer.Properties["RequestId"].Value);
        Assert.True((double)answer.Properties["RoundTripMilliseconds"].Value > 0);
        Assert.Null(answer.Properties["Reason"].Value);
    }

    [Theory]
    [InlineData("user", true)]
    [InlineData("operator", true)]
    [InlineData(Unknown, false)]
    public async Task A_refusal_is_an_answer(string who, bool valid)
    {
        await using Lab lab = await Lab.OpenAsync();
        string token = who switch { "user" => lab.Demo.UserToken, "operator" => lab.Demo.OperatorToken, _ => who };
        ShellResult result = lab.Run("Test-WhylabsApiKey -ApiKey $args[0]; Test-WhylabsApiKey -ApiKey $args[0] -Quiet", Lab.Secret(token));
        Assert.Empty(result.Errors);
        Assert.Equal(valid, result.Output[0].Properties["Valid"].Value);
        Assert.Equal(token[..10], result.Output[0].Properties["KeyId"].Value);
        Assert.Equal(valid, Assert.IsType<bool>(result.Output[1].BaseObject));
    }

    [Fact]
    public async Task A_new_key_that_is_piped_in_is_tested_and_no_other_is_sent()
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal(["True True"], lab.Lines("$new = New-WhylabsApiKey bob; $new | Test-WhylabsApiKey | ForEach-Object { \"$($_.Valid) $($_.KeyId -eq $new.KeyId)\" }"));
        string token = lab.Lines("$new.RevealKey()")[0];
        Assert.Equal(token, Assert.Single(lab.Server.Requests, request => request.Target.Contains("validate", StringComparison.Ordinal)).Headers["X-API-Key"]);
        Assert.Equal(["True False"], lab.Lines("$null = $new | Revoke-WhylabsApiKey -Force; \"$(Test-WhylabsApiKey -Quiet) $($new | Test-WhylabsApiKey -Quiet)\""));
    }

    [Fact]
    public async Task A_token_that_is_given_needs_no_other_to_be_configured()
    {
        await using Lab lab = await Lab.OpenAsync(configured: false);
        Assert.Equal(
            ["True", "True"],
            lab.Run(
                "Test-WhylabsApiKey $args[1] -Endpoint $args[0] -Quiet; [pscustomobject]@{ Key = $args[1] } | Test-WhylabsApiKey -Endpoint $args[0] -Quiet",
                lab.Server.Endpoint,
                Lab.Secret(lab.Demo.UserToken)).Output.Select(answer => answer.ToString()));
    }

    [Fact]
    public async Task What_cannot_be_asked_stops_the_pipe_before_anything_is_made()
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal("InsecureEndpoint", lab.Ending("New-WhylabsApiKey bob | Test-WhylabsApiKey -Endpoint http://songbird.example.com").Id());
        Assert.Equal(0, lab.Writes);
        Assert.Equal(["True"], lab.Lines("$new = New-WhylabsApiKey bob; [pscustomobject]@{ Key = $new.Key; OrgId = '' } | Test-WhylabsApiKey -Quiet"));
    }

    [Fact]
    public async Task A_token_in_clear_is_refused_and_not_repeated()
    {
        await using Lab lab = await Lab.OpenAsync();
        ErrorRecord error = lab.Ending("Test-WhylabsApiKey $args[0]", lab.Demo.UserToken);
        Assert.Equal("CannotConvertArgumentNoMessage", error.Id());
        Assert.DoesNotContain(lab.Demo.UserToken[11..40], $"{error} {error.Exception} {error.TargetObject}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listed_key_has_no_secret_to_test_and_is_an_error_of_its_own()
    {
        await using Lab lab = await Lab.OpenAsync();
        ShellResult result = lab.Run("$keys = @(Get-WhylabsApiKey zP0gHsa6Ri) + (New-WhylabsApiKey bob) + (Get-WhylabsApiKey zP0gHsa6Ri); $keys | Test-WhylabsApiKey -Quiet");
        Assert.Equal("True", Assert.Single(result.Output).ToString());
        Assert.Equal(["SecretMissing", "SecretMissing"], result.Errors.Select(error => error.Id()));
        Assert.DoesNotContain(
            lab.Server.Requests, request => request.Target.Contains("validate", StringComparison.Ordinal) && request.Headers["X-API-Key"] == lab.Demo.OperatorToken);
    }

    [Theory]
    [InlineData("$null | Test-WhylabsApiKey -Quiet")]
    [InlineData("Test-WhylabsApiKey -Key $null -Quiet")]
    [InlineData("Test-WhylabsApiKey $nothing -Quiet")]
    [InlineData("[pscustomobject]@{ Key = $null } | Test-WhylabsApiKey -Quiet")]
    [InlineData("[pscustomobject]@{ KeyId = 'zP0gHsa6Ri' } | Test-WhylabsApiKey -Quiet")]
    [InlineData("[pscustomobject]@{ Key = 'System.Security.SecureString'; OrgId = 'org-123' } | Test-WhylabsApiKey -Quiet")]
    public async Task What_has_no_secret_never_passes_for_the_callers_own(string script)
    {
        await using Lab lab = await Lab.OpenAsync();
        ShellResult result = lab.Run(script);
        Assert.Empty(result.Output);
        Assert.NotEmpty(result.Errors);
        Assert.Empty(lab.Server.Requests);
    }

    [Theory]
    [InlineData("", "ApiKeyMissing")]
    [InlineData("abc\n", "ApiKeyMalformed")]
    public async Task A_token_that_is_none_is_not_sent(string token, string errorId)
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal(errorId, lab.Ending("Test-WhylabsApiKey -Key $args[0]", Lab.Secret(token)).Id());
        Assert.Equal(errorId, lab.Ending("Test-WhylabsApiKey -ApiKey $args[0]", Lab.Secret(token)).Id());
        Assert.Empty(lab.Server.Requests);
    }

    [Fact]
    public async Task A_service_that_cannot_be_reached_is_an_error()
    {
        await using Lab lab = await Lab.OpenAsync();
        ShellResult result = lab.Run("Test-WhylabsApiKey -Quiet -Endpoint http://127.0.0.1:1 -MaximumRetryCount 0");
        Assert.Equal("ConnectionFailed", Assert.Single(result.Errors).Id());
        Assert.Equal("OpErAtOr01", result.Errors[0].TargetObject);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task A_service_that_cannot_be_asked_is_an_error()
    {
        await using Lab lab = await Lab.OpenAsync(new SandboxOptions { V1 = false });
        Assert.Equal("RouteNotFound", lab.Ending("Test-WhylabsApiKey -Quiet").Id());
    }

    [Fact]
    public async Task A_key_just_made_is_waited_for_and_any_other_is_not()
    {
        await using Lab lab = await Lab.OpenAsync(new SandboxOptions { ConsistencyDelayMs = 1000 });
        Assert.Equal(["True"], lab.Lines("New-WhylabsApiKey bob | Test-WhylabsApiKey -Quiet"));
        int before = lab.Server.Requests.Count;
        Assert.Equal("False", Assert.Single(lab.Run("Test-WhylabsApiKey -ApiKey $args[0] -Quiet", Lab.Secret(Unknown)).Output).ToString());
        Assert.Equal(before + 1, lab.Server.Requests.Count);
    }

    [Fact]
    public async Task The_reason_is_the_services_own_sentence()
    {
        const string Sentence = "Requests from this location are not permitted by your organization.";
        await using var server = new RawServer(request =>
            request.SendAsync($"HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nContent-Length: {Sentence.Length}\r\n\r\n{Sentence}"));
        await using Lab lab = await Lab.OpenAsync();
        ShellResult result = lab.Run("Test-WhylabsApiKey -Endpoint $args[0]", server.Endpoint);
        Assert.Empty(result.Errors);
        Assert.Equal(Sentence, Assert.Single(result.Output).Properties["Reason"].Value);
        Assert.Equal("ApiKeyRefused", lab.Ending("Connect-Whylabs -Endpoint $args[0] -ApiKey $args[1]", server.Endpoint, Lab.Secret(Unknown)).Id());
        Assert.Contains(Sentence, lab.Lines("$Error[0].ErrorDetails.Message")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_keys_secret_is_not_sent_to_another_service()
    {
        await using Lab lab = await Lab.OpenAsync();
        await using SandboxServer other = await SandboxServer.StartAsync(new SandboxOptions());
        ErrorRecord error = Assert.Single(lab.Run("New-WhylabsApiKey bob | Test-WhylabsApiKey -Endpoint $args[0]", other.Endpoint).Errors);
        Assert.Equal("KeyOfAnotherService", error.Id());
        Assert.Equal(ErrorCategory.SecurityError, error.CategoryInfo.Category);
        Assert.Empty(other.Requests);
        Assert.Equal(["True"], lab.Lines($"New-WhylabsApiKey bob | Test-WhylabsApiKey -Endpoint {lab.Server.Endpoint} -Quiet"));
    }

    [Fact]
    public async Task A_token_that_is_given_as_such_needs_no_other()
    {
        await using Lab lab = await Lab.OpenAsync(configured: false);
        Assert.Equal("True", Assert.Single(lab.Run("Test-WhylabsApiKey -Key $args[0] -Endpoint $args[1] -Quiet", Lab.Secret(lab.Demo.UserToken), lab.Server.Endpoint).Output).ToString());
    }
}
