using System.Management.Automation;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>Tests that the recommended action of an error applies to the command, its parameters and the API version.</summary>
public class AdviceTests
{
    [Theory]
    [InlineData("Get-WhylabsApiKey missing000", "A new key can take seconds to appear.", "v1")]
    [InlineData("Get-WhylabsApiKey -UserId ''", "omit both", "new key")]
    [InlineData("New-WhylabsApiKey -UserId ''", "Specify the owner", "list")]
    [InlineData("Get-WhylabsApiKey -OrgId ''", "omit the parameter", "WHYLABS_DEFAULT_ORG_ID")]
    [InlineData("Get-WhylabsApiKey -Expired -NeverExpires", "Omit one of the parameters", "-IncludeRevoked")]
    [InlineData("Get-WhylabsApiKey -IncludeRevoked", "Omit -IncludeRevoked", "one of the filters")]
    [InlineData("New-WhylabsApiKey bob -ResourceId model-1", "-ApiVersion V1", "-ApiVersion V0")]
    public async Task Advice_applies_to_the_command_and_its_parameters(string script, string advice, string otherAdvice)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ErrorRecord error = ErrorOf(sandbox, script);
        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain(otherAdvice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey missing000", "In v1, a token revokes only the keys that it created.")]
    [InlineData("Get-WhylabsApiKey -UserId bob", "-ApiVersion V0")]
    [InlineData("New-WhylabsApiKey -Scope :no_such_scope", "In v1, only paid tiers can create keys.")]
    public async Task Advice_for_v1_is_shown_in_v1(string script, string advice)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsAdministratorAsync();
        ErrorRecord error = ErrorOf(sandbox, script);
        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    private static ErrorRecord ErrorOf(SandboxFixture sandbox, string script)
    {
        ShellResult result = sandbox.Run(script);
        return result.EndedBy ?? Assert.Single(result.Errors);
    }
}
