using System.Management.Automation;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Creating;

/// <summary>Tests creates by an organization administrator in v1.</summary>
public class V1CreatingTests
{
    [Fact]
    public async Task In_v1_free_tier_cannot_create_keys()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsAdministratorAsync();
        ErrorRecord error = Assert.Single(sandbox.Run("New-WhylabsApiKey").Errors);
        Assert.Equal("InvalidRequest", error.Id());
        Assert.Contains("Cannot create API keys for this organization", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("New-WhylabsApiKey bob")]
    [InlineData("New-WhylabsApiKey -Email bob@example.com")]
    [InlineData("New-WhylabsApiKey bob -ApiVersion V0 -ResourceId model-1")]
    public async Task Unsupported_parameter_is_refused_before_the_confirmation(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsAdministratorAsync();
        Assert.Equal("UnsupportedInVersion", sandbox.RunToError(script).Id());
        Assert.Empty(sandbox.Server.Requests);
    }

    [Theory]
    [InlineData("New-WhylabsApiKey -OrgId org-900 -ResourceId $nothing")]
    [InlineData("New-WhylabsApiKey -OrgId org-900 -ResourceId ''")]
    [InlineData("Update-WhylabsApiKey PaIdAdMiN1 -ResourceId $nothing -KeepOld -Force")]
    public async Task In_v1_an_empty_resource_is_refused(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsAdministratorAsync();
        Assert.Equal("ParameterArgumentValidationError", sandbox.RunToError(script).Id());
        Assert.Empty(sandbox.Server.Requests);
    }

    [Fact]
    public async Task In_v1_the_preview_names_the_resource()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsAdministratorAsync();
        sandbox.Run("New-WhylabsApiKey -OrgId org-900 -ResourceId model-7 -WhatIf").ThrowIfFailed();
        Assert.Contains("scopes :user, limited to the resource model-7", sandbox.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_v1_a_row_with_an_owner_is_one_error()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsAdministratorAsync();
        ShellResult result = sandbox.Run(
            "[pscustomobject]@{ UserId = 'bob' }, [pscustomobject]@{ Email = 'bob@example.com' }, [pscustomobject]@{ Alias = 'ci' } "
            + "| New-WhylabsApiKey -OrgId org-900");
        Assert.Equal(["InvalidInput", "InvalidInput"], result.Errors.Select(error => error.Id()));
        Assert.Equal("ci", Assert.Single(result.Output).Properties["Alias"].Value);
    }
}
