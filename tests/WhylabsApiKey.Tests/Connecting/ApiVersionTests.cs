using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Connecting;

/// <summary>Tests the API version that a command calls.</summary>
public class ApiVersionTests
{
    [Fact]
    public async Task V0_error_for_an_administrator_suggests_v1()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ErrorRecord error = sandbox.RunToError(
            "Get-WhylabsApiKey -ApiKey $args[0]", SandboxFixture.Secret(sandbox.Demo.AdministratorToken));
        Assert.Equal("Forbidden", error.Id());
        Assert.Contains("-ApiVersion V1", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("WHYLABS_API_VERSION", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OrgId_of_a_managed_organization_is_sent_in_v1()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsAdministratorAsync();
        string keyId = Assert.Single(
            sandbox.Lines("$new = New-WhylabsApiKey -OrgId org-900 -Alias trial -ExpiresInDays 7 -ResourceId model-1; $new.KeyId"));
        StoredKey made = Assert.Single(sandbox.Store.All, key => key.KeyId == keyId);
        Assert.Equal(("org-900", "AdMiN00001", "trial", "model-1"), (made.OrgId, made.UserId, made.Alias, made.ResourceId));
        Assert.Equal(
            ["model-1 True"], sandbox.Lines("\"$($new.ResourceId) $($new.RevealKey().EndsWith(':org-900'))\""));
        Assert.Equal([keyId], sandbox.Lines("Get-WhylabsApiKey -OrgId org-900 -Alias trial | Get-WhylabsApiKey"));
        Assert.Equal([keyId], sandbox.Lines("Get-WhylabsApiKey -OrgId org-900 -Alias trial | Revoke-WhylabsApiKey -Force"));
        Assert.Contains(keyId, sandbox.Revoked);
        Assert.All(sandbox.Server.Requests, request => Assert.Equal("org-900", request.Headers["X-WHYLABS-ORGANIZATION"]));
    }

    [Fact]
    public async Task ApiVersion_with_an_unknown_value_is_a_binding_error()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal("CannotConvertArgumentNoMessage", sandbox.RunToError("Get-WhylabsApiKey -ApiVersion 5").Id());
    }
}
