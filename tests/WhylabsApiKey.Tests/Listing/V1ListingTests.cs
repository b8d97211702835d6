using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Listing;

/// <summary>Tests lists and look-ups in v1.</summary>
public class V1ListingTests
{
    [Theory]
    [InlineData("Get-WhylabsApiKey", 10)]
    [InlineData("Get-WhylabsApiKey -Alias *book", 2)]
    [InlineData("Get-WhylabsApiKey -ExpiringWithinDays 14", 2)]
    [InlineData("Get-WhylabsApiKey HMiFAgQeNb", 1)]
    [InlineData("Get-WhylabsApiKey | Get-WhylabsApiKey", 10)]
    [InlineData("Get-WhylabsApiKey | Where Expired", 2)]
    [InlineData("Get-WhylabsApiKey | Where IdleDays -gt 0", 0)]
    public async Task Administrator_lists_and_looks_up_keys_in_v1(string script, int count)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsAdministratorAsync();
        Assert.Equal(count, sandbox.Lines(script).Length);
        Assert.All(sandbox.Server.Requests, request => Assert.StartsWith("/v1/", request.Target, StringComparison.Ordinal));
        Assert.All(sandbox.Server.Requests, request => Assert.False(request.Headers.ContainsKey("X-WHYLABS-ORGANIZATION")));
    }

    [Fact]
    public async Task Look_up_of_an_unlisted_key_in_v1_is_an_error()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsAdministratorAsync();
        Assert.Equal("KeyNotFound", Assert.Single(sandbox.Run("Get-WhylabsApiKey Qv71ksZpTa").Errors).Id());
    }

    [Fact]
    public async Task Row_with_an_owner_is_one_error_in_v1()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsAdministratorAsync();
        ShellResult result = sandbox.Run(
            "[pscustomobject]@{ UserId = 'bob' }, [pscustomobject]@{ OrgId = 'org-900' } | Get-WhylabsApiKey");
        Assert.Equal("InvalidInput", Assert.Single(result.Errors).Id());
        Assert.Equal("PaIdAdMiN1", Assert.Single(result.Output).ToString());
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey -UserId bob")]
    [InlineData("Get-WhylabsApiKey -Email bob@example.com")]
    [InlineData("Get-WhylabsApiKey -UnusedForDays 90")]
    [InlineData("Get-WhylabsApiKey -IncludeRevoked")]
    public async Task Unsupported_parameters_in_v1_are_refused_without_a_request(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsAdministratorAsync();
        Assert.Equal("UnsupportedInVersion", sandbox.RunToError(script).Id());
        Assert.Empty(sandbox.Server.Requests);
    }
}
