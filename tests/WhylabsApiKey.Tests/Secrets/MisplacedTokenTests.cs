using System.Management.Automation;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Secrets;

/// <summary>A token where another value belongs is refused, and not repeated.</summary>
public class MisplacedTokenTests
{
    [Theory]
    [InlineData("Get-WhylabsApiKey -KeyId TOKEN")]
    [InlineData("Get-WhylabsApiKey -UserId TOKEN")]
    [InlineData("Get-WhylabsApiKey -OrgId TOKEN")]
    [InlineData("New-WhylabsApiKey TOKEN")]
    [InlineData("New-WhylabsApiKey bob -Alias TOKEN")]
    [InlineData("New-WhylabsApiKey -Email TOKEN")]
    [InlineData("New-WhylabsApiKey bob -ResourceId TOKEN")]
    [InlineData("Get-WhylabsApiKey -Email TOKEN")]
    [InlineData("Test-WhylabsApiKey -OrgId TOKEN")]
    [InlineData("Connect-Whylabs -OrgId TOKEN")]
    [InlineData("Update-WhylabsApiKey TOKEN -KeepOld")]
    [InlineData("Revoke-WhylabsApiKey good, TOKEN bob -WhatIf")]
    [InlineData("Revoke-WhylabsApiKey TOKEN -Force -AllowSelf")]
    public async Task Token_in_place_of_an_id_is_not_sent_and_not_repeated(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ErrorRecord error = sandbox.RunToError(script.Replace("TOKEN", "$args[0]", StringComparison.Ordinal), sandbox.Demo.OperatorToken);
        Assert.Contains("OpErAtOr01", error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(
            sandbox.Demo.OperatorToken[11..40],
            $"{error} {error.Exception} {error.TargetObject} {sandbox.Screen}",
            StringComparison.Ordinal);
        Assert.Empty(sandbox.Server.Requests);
    }

    [Fact]
    public async Task A_token_in_the_place_of_the_endpoint_is_not_repeated()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        ErrorRecord error = sandbox.RunToError("Connect-Whylabs $args[0]", sandbox.Demo.OperatorToken);
        Assert.Equal("InvalidEndpoint", error.Id());
        Assert.DoesNotContain(
            sandbox.Demo.OperatorToken[11..40],
            $"{error} {error.Exception} {error.TargetObject}",
            StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_callers_token_in_clear_is_refused_and_not_repeated()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ErrorRecord error = sandbox.RunToError("Get-WhylabsApiKey -ApiKey $args[0]", sandbox.Demo.UserToken);
        Assert.Equal("ParameterArgumentTransformationError", error.Id());
        Assert.DoesNotContain(
            sandbox.Demo.UserToken[11..40], $"{error} {error.Exception} {error.TargetObject}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_in_clear_is_refused_and_not_repeated()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ErrorRecord error = sandbox.RunToError("Test-WhylabsApiKey $args[0]", sandbox.Demo.UserToken);
        Assert.Equal("ParameterArgumentTransformationError", error.Id());
        Assert.DoesNotContain(sandbox.Demo.UserToken[11..40], $"{error} {error.Exception} {error.TargetObject}", StringComparison.Ordinal);
    }
}
