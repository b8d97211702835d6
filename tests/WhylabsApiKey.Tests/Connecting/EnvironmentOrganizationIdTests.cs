using System.Management.Automation;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Connecting;

/// <summary>Tests a malformed organization id in an environment variable.</summary>
[Collection(nameof(ProcessEnvironment))]
public sealed class EnvironmentOrganizationIdTests(ProcessEnvironment environment) : IClassFixture<ProcessEnvironment>
{
    [Theory]
    [InlineData("org-123\r", "org-123\\r")]
    [InlineData(" org-123", "\\u0020org-123")]
    [InlineData("'org-123'", "'org-123'")]
    [InlineData("org-123\u00A0", "org-123\\u00A0")]
    public async Task Malformed_organization_is_refused_only_where_it_is_used(string orgId, string shown)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        environment.Set(("WHYLABS_DEFAULT_ORG_ID", orgId));
        foreach (string script in (string[])["Get-WhylabsApiKey", "New-WhylabsApiKey bob", "Revoke-WhylabsApiKey zP0gHsa6Ri -Force"])
        {
            ErrorRecord error = Assert.Single(sandbox.Run(script).Errors);
            Assert.Equal("InvalidId", error.Id());
            Assert.Contains(shown, error.ErrorDetails.Message, StringComparison.Ordinal);
            Assert.Contains("WHYLABS_DEFAULT_ORG_ID", error.ErrorDetails.Message, StringComparison.Ordinal);
        }

        Assert.Empty(sandbox.Server.Requests);
        Assert.Equal(
            ["zP0gHsa6Ri"], sandbox.Lines("[pscustomobject]@{ KeyId = 'zP0gHsa6Ri'; OrgId = 'org-123' } | Get-WhylabsApiKey"));
    }
}
