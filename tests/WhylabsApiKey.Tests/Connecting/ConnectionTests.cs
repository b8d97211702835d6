using System.Management.Automation;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Connecting;

/// <summary>Tests the organization, the role and the user agent of requests.</summary>
public class ConnectionTests
{
    [Theory]
    [InlineData("Get-WhylabsApiKey -OrgId $row.Missing")]
    [InlineData("New-WhylabsApiKey bob -OrgId ''")]
    [InlineData("Revoke-WhylabsApiKey zP0gHsa6Ri bob -OrgId ' ' -Force")]
    [InlineData("Update-WhylabsApiKey zP0gHsa6Ri -OrgId '' -KeepOld -Force")]
    public async Task Empty_OrgId_argument_is_not_the_default_organization(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal("OrgIdMissing", sandbox.RunToError("$row = @{}; " + script).Id());
        Assert.Empty(sandbox.Server.Requests);
        Assert.Equal(2, sandbox.Lines("[pscustomobject]@{ UserId = 'bob'; OrgId = '' } | Get-WhylabsApiKey").Length);
    }

    [Theory]
    [InlineData("no such key.0123456789", "Forbidden", ErrorCategory.PermissionDenied)]
    [InlineData("administrator", "Forbidden", ErrorCategory.PermissionDenied)]
    [InlineData("user", "Forbidden", ErrorCategory.PermissionDenied)]
    public async Task Key_without_the_role_of_an_operator_is_a_terminating_error(string who, string errorId, ErrorCategory category)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string token = who switch { "administrator" => sandbox.Demo.AdministratorToken, "user" => sandbox.Demo.UserToken, _ => who };
        ErrorRecord error = sandbox.RunToError(
            "$t = $args[0]; $key = [securestring]::new(); $t.ToCharArray().ForEach{ $key.AppendChar($_) }; " +
            "'a', 'b' | ForEach-Object { [pscustomobject]@{ KeyId = $_ } } | Get-WhylabsApiKey -ApiKey $key",
            token);
        Assert.Equal(errorId, error.Id());
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.Contains(":whylabs_system", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(sandbox.Server.Requests);
    }

    [Fact]
    public async Task User_agent_has_only_the_module_and_shell_versions()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Lines("Get-WhylabsApiKey");
        Assert.Matches(
            @"^WhylabsApiKey/\d+\.\d+\.\d+ PowerShell/7\.\d+\.\d+ \((Linux|Windows|macOS)\)$",
            Assert.Single(sandbox.Server.Requests).Headers["User-Agent"]);
    }
}
