using System.Management.Automation;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Secrets;

/// <summary>Tests which secret Test-WhylabsApiKey sends.</summary>
public class TestedSecretTests
{
    [Fact]
    public async Task Piped_new_key_is_tested_and_no_other_secret_is_sent()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(
            ["True True"],
            sandbox.Lines(
                "$new = New-WhylabsApiKey bob; $new | Test-WhylabsApiKey | ForEach-Object { \"$($_.Valid) $($_.KeyId -eq $new.KeyId)\" }"));
        string token = sandbox.Lines("$new.RevealKey()")[0];
        Assert.Equal(
            token,
            Assert.Single(
                sandbox.Server.Requests, request => request.Target.Contains("validate", StringComparison.Ordinal)).Headers["X-API-Key"]);
        Assert.Equal(
            ["True False"],
            sandbox.Lines(
                "$null = $new | Revoke-WhylabsApiKey -Force; \"$(Test-WhylabsApiKey -Quiet) $($new | Test-WhylabsApiKey -Quiet)\""));
    }

    [Fact]
    public async Task Deserialized_new_key_has_its_secret()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(
            ["True", "True"],
            sandbox.Lines(
                """
                $new = New-WhylabsApiKey bob
                $serialized = [System.Management.Automation.PSSerializer]::Serialize($new)
                $back = [System.Management.Automation.PSSerializer]::Deserialize($serialized)
                [System.Net.NetworkCredential]::new('', $back.Key).Password -eq $new.RevealKey()
                $back | Test-WhylabsApiKey -Quiet
                """));
    }

    [Fact]
    public async Task Wrong_endpoint_of_Test_stops_the_pipeline_before_a_create()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(
            "InsecureEndpoint",
            sandbox.RunToError("New-WhylabsApiKey bob | Test-WhylabsApiKey -Endpoint http://songbird.example.com").Id());
        Assert.Equal(0, sandbox.Writes);
        Assert.Equal(
            ["True"],
            sandbox.Lines("$new = New-WhylabsApiKey bob; [pscustomobject]@{ Key = $new.Key; OrgId = '' } | Test-WhylabsApiKey -Quiet"));
    }

    [Fact]
    public async Task Listed_key_has_no_secret_to_test()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run(
            "$keys = @(Get-WhylabsApiKey zP0gHsa6Ri) + (New-WhylabsApiKey bob) + (Get-WhylabsApiKey zP0gHsa6Ri); " +
            "$keys | Test-WhylabsApiKey -Quiet");
        Assert.Equal("True", Assert.Single(result.Output).ToString());
        Assert.Equal(["SecretMissing", "SecretMissing"], result.Errors.Select(error => error.Id()));
        Assert.DoesNotContain(
            sandbox.Server.Requests,
            request => request.Target.Contains("validate", StringComparison.Ordinal)
                && request.Headers["X-API-Key"] == sandbox.Demo.OperatorToken);
    }

    [Fact]
    public async Task New_key_can_be_an_argument()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(
            ["True", "True", "True"],
            sandbox.Lines(
                """
                $new = New-WhylabsApiKey bob
                Test-WhylabsApiKey $new -Quiet
                Test-WhylabsApiKey -InputObject $new -Quiet
                Test-WhylabsApiKey $new.Key -Quiet
                """));
        string token = sandbox.Lines("$new.RevealKey()")[0];
        Assert.All(
            sandbox.Server.Requests.Where(request => request.Target.Contains("validate", StringComparison.Ordinal)),
            request => Assert.Equal(token, request.Headers["X-API-Key"]));
        ErrorRecord elsewhere = Assert.Single(sandbox.Run("Test-WhylabsApiKey $new -Endpoint https://songbird.example.com").Errors);
        Assert.Equal("KeyOfAnotherService", elsewhere.Id());
        Assert.Equal("SecretMissing", Assert.Single(sandbox.Run("Test-WhylabsApiKey (Get-WhylabsApiKey zP0gHsa6Ri)").Errors).Id());
    }

    [Theory]
    [InlineData("Test-WhylabsApiKey 'secret'", false)]
    [InlineData("Test-WhylabsApiKey -Key 'secret'", true)]
    [InlineData("'secret' | Test-WhylabsApiKey", false)]
    public async Task String_in_place_of_a_secret_is_an_error_with_advice(string script, bool endsCommand)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ErrorRecord error = endsCommand ? sandbox.RunToError(script) : Assert.Single(sandbox.Run(script).Errors);
        Assert.Contains("ConvertTo-SecureString", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret'", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(sandbox.Server.Requests);
    }

    [Theory]
    [InlineData("$null | Test-WhylabsApiKey -Quiet")]
    [InlineData("Test-WhylabsApiKey -Key $null -Quiet")]
    [InlineData("Test-WhylabsApiKey $nothing -Quiet")]
    [InlineData("[pscustomobject]@{ Key = $null } | Test-WhylabsApiKey -Quiet")]
    [InlineData("[pscustomobject]@{ KeyId = 'zP0gHsa6Ri' } | Test-WhylabsApiKey -Quiet")]
    [InlineData("[pscustomobject]@{ Key = 'System.Security.SecureString'; OrgId = 'org-123' } | Test-WhylabsApiKey -Quiet")]
    public async Task Missing_secret_does_not_test_the_calling_key(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run(script);
        Assert.Empty(result.Output);
        Assert.NotEmpty(result.Errors);
        Assert.Empty(sandbox.Server.Requests);
    }
}
