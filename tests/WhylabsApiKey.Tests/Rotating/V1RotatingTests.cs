using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Rotating;

/// <summary>Tests the parameters that a rotation in v1 needs.</summary>
public class V1RotatingTests
{
    private const string Save = "-Save { param($New, $Old) $global:saved = $New.RevealKey() }";

    [Fact]
    public async Task In_v1_rotation_needs_lifetime_and_resource()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(
            "RotationImpossible",
            Assert.Single(sandbox.Run(
                "$script:admin = $args[0]; " +
                "$made = New-WhylabsApiKey -Alias mine -ExpiresInDays 20 -ApiVersion V1 -ApiKey $admin -OrgId org-900; " +
                $"$made | Update-WhylabsApiKey -ApiVersion V1 -ApiKey $admin {Save} -Force",
                SandboxFixture.Secret(sandbox.Demo.AdministratorToken)).Errors).Id());
        ShellResult result = sandbox.Run(
            $"$new = $made | Update-WhylabsApiKey -ApiVersion V1 -ApiKey $admin -ExpiresInDays 20 {Save} -Force; " +
            "$new.Replaces -eq $made.KeyId; $new.ReplacedRevoked");
        Assert.Empty(result.Errors);
        Assert.Equal(["True", "True"], result.Output.Select(item => item.ToString()));
        Assert.Contains("-ResourceId", Assert.Single(result.Warnings), StringComparison.Ordinal);
        result = sandbox.Run(
            $"($new | Update-WhylabsApiKey -ApiVersion V1 -ApiKey $admin -ExpiresInDays 20 -ResourceId model-7 {Save} -Force).ResourceId");
        Assert.Empty(result.Warnings);
        Assert.Equal("model-7", Assert.Single(result.Output).ToString());
    }
}
