using System.Management.Automation;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Secrets;

/// <summary>Tests that a token in place of another value is refused and not shown.</summary>
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
    public async Task Token_in_place_of_an_id_is_not_sent_and_not_shown(string script)
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
    public async Task Token_in_place_of_the_endpoint_is_not_shown()
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
    public async Task ApiKey_as_plain_text_is_refused_and_not_shown()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ErrorRecord error = sandbox.RunToError("Get-WhylabsApiKey -ApiKey $args[0]", sandbox.Demo.UserToken);
        Assert.Equal("ParameterArgumentTransformationError", error.Id());
        Assert.DoesNotContain(
            sandbox.Demo.UserToken[11..40], $"{error} {error.Exception} {error.TargetObject}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_as_plain_text_is_refused_and_not_shown()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ErrorRecord error = sandbox.RunToError("Test-WhylabsApiKey $args[0]", sandbox.Demo.UserToken);
        Assert.Equal("ParameterArgumentTransformationError", error.Id());
        Assert.DoesNotContain(sandbox.Demo.UserToken[11..40], $"{error} {error.Exception} {error.TargetObject}", StringComparison.Ordinal);
    }
}
