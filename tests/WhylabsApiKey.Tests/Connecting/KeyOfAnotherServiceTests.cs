using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Connecting;

/// <summary>Tests that keys and secrets of one service are not sent to another service.</summary>
public class KeyOfAnotherServiceTests
{
    [Theory]
    [InlineData("Revoke-WhylabsApiKey -Force")]
    [InlineData("Update-WhylabsApiKey -Force -KeepOld")]
    public async Task Key_of_another_service_is_refused(string command)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        await using SandboxServer copy = await SandboxServer.StartAsync(new SandboxOptions());
        var demo = DemoOrganization.Seed(copy.Store);
        ShellResult result = sandbox.Run(
            "$keys = Get-WhylabsApiKey zP0gHsa6Ri; " +
            $"$rows = [pscustomobject]@{{ KeyId = 'K2uVt5wNxe'; UserId = 'bob'; " +
            $"IssuedBy = \"$($keys.IssuedBy)\".Replace('//', '//me:s3cret@') }}; " +
            $"$keys, $rows | {command} -Endpoint $args[0] -ApiKey $args[1]",
            copy.Endpoint,
            SandboxFixture.Secret(demo.OperatorToken));
        Assert.Empty(result.Output);
        Assert.Equal(["KeyOfAnotherService", "KeyOfAnotherService"], result.Errors.Select(error => error.Id()));
        Assert.DoesNotContain("s3cret", result.Errors[1].ToString(), StringComparison.Ordinal);
        Assert.Empty(copy.Requests);
        Assert.Single(
            sandbox.Lines("[pscustomobject]@{ KeyId = 'zP0gHsa6Ri'; UserId = 'bob'; IssuedBy = '' } | Revoke-WhylabsApiKey -Force"));
    }

    [Fact]
    public async Task Test_does_not_send_the_secret_of_a_new_key_to_another_service()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        await using SandboxServer other = await SandboxServer.StartAsync(new SandboxOptions());
        ErrorRecord error = Assert.Single(
            sandbox.Run("New-WhylabsApiKey bob | Test-WhylabsApiKey -Endpoint $args[0]", other.Endpoint).Errors);
        Assert.Equal("KeyOfAnotherService", error.Id());
        Assert.Equal(ErrorCategory.SecurityError, error.CategoryInfo.Category);
        Assert.Empty(other.Requests);
        Assert.Equal(["True"], sandbox.Lines($"New-WhylabsApiKey bob | Test-WhylabsApiKey -Endpoint {sandbox.Server.Endpoint} -Quiet"));
    }
}
