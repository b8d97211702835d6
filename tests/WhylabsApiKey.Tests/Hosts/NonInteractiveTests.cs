using System.Management.Automation;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>Tests the commands in a non-interactive session.</summary>
public class NonInteractiveTests
{
    [Theory]
    [InlineData("Revoke-WhylabsApiKey zP0gHsa6Ri", "Pass -Confirm:$false or -Force.")]
    [InlineData("Get-WhylabsApiKey | Where Expired | Revoke-WhylabsApiKey", "Pass -Confirm:$false or -Force.")]
    [InlineData("New-WhylabsApiKey bob -Confirm", "Pass -Confirm:$false.")]
    public async Task Confirmation_in_a_non_interactive_session_is_an_error_with_advice(string script, string advice)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ErrorRecord error = sandbox.RunToError(script);
        Assert.Equal("ConfirmationImpossible", error.Id());
        Assert.Contains("this session is non-interactive", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(advice, error.ErrorDetails.RecommendedAction);
        Assert.Equal(0, sandbox.Writes);
    }

    [Fact]
    public async Task Debug_does_not_prompt()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run("Get-WhylabsApiKey -Debug");
        Assert.Empty(result.Errors);
        Assert.Equal(10, result.Output.Count);
        Assert.NotEmpty(result.Debug);
        Assert.Empty(result.Verbose);
    }
}
