using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Listing;

/// <summary>Tests the lists of Get-WhylabsApiKey.</summary>
public class GetWhylabsApiKeyTests
{
    [Fact]
    public async Task List_has_all_keys_except_revoked_ones()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string[] expected = [.. sandbox.Store.List(DemoOrganization.OrgId, null).Select(key => key.KeyId)];
        Assert.Equal(expected, sandbox.Lines("Get-WhylabsApiKey"));
        Assert.DoesNotContain("Qv71ksZpTa", expected);
        Assert.Equal("GET", Assert.Single(sandbox.Server.Requests).Method);
    }

    [Fact]
    public async Task List_emits_ApiKey_objects()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(
            ["10 0"],
            sandbox.Lines("$keys = @(Get-WhylabsApiKey); \"$($keys.Count) $($keys.Where{ $_ -isnot [WhylabsApiKey.ApiKey] }.Count)\""));
    }

    [Fact]
    public async Task List_by_user_sends_one_request_for_each_user()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(
            ["AdMiN00001", "HMiFAgQeNb", "fh4dUNV3WQ", "K2uVt5wNxe", "zP0gHsa6Ri"],
            sandbox.Lines("Get-WhylabsApiKey -UserId user-123, bob"));
        Assert.Equal(
            ["/v0/organizations/org-123/api-key?user_id=user-123", "/v0/organizations/org-123/api-key?user_id=bob"],
            sandbox.Server.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task IncludeRevoked_lists_revoked_keys_and_requires_a_user()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Contains("Qv71ksZpTa", sandbox.Lines("Get-WhylabsApiKey -UserId user-123 -IncludeRevoked"));
        Assert.Equal(
            ["Revoked"], sandbox.Lines("Get-WhylabsApiKey -UserId user-123 -IncludeRevoked -Alias leaked | ForEach-Object Status"));
        Assert.Equal("IncompatibleFilters", sandbox.RunToError("Get-WhylabsApiKey -IncludeRevoked").Id());
        Assert.Equal("IncompatibleFilters", sandbox.RunToError("Get-WhylabsApiKey -UserId user-123 -IncludeRevoked -UnusedForDays 1").Id());
    }

    [Fact]
    public async Task User_that_is_named_twice_is_listed_once()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(["K2uVt5wNxe", "zP0gHsa6Ri"], sandbox.Lines("Get-WhylabsApiKey -UserId bob, bob"));
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey -UserId $null")]
    [InlineData("Get-WhylabsApiKey -UserId ''")]
    [InlineData("Get-WhylabsApiKey -UserId @()")]
    [InlineData("Get-WhylabsApiKey -UserId $null -UnusedForDays 1")]
    [InlineData("Get-WhylabsApiKey -UserId '' -UnusedForDays 1")]
    [InlineData("Get-WhylabsApiKey -UserId @() -UnusedForDays 1")]
    [InlineData("[pscustomobject]@{ UserId = $null } | Get-WhylabsApiKey -UnusedForDays 1")]
    [InlineData("[pscustomobject]@{ UserId = '' } | Get-WhylabsApiKey")]
    [InlineData("[pscustomobject]@{ UserId = $null } | Get-WhylabsApiKey")]
    [InlineData("[pscustomobject]@{ KeyId = ''; UserId = '' } | Get-WhylabsApiKey")]
    [InlineData("[pscustomobject]@{ Name = 'x' } | Get-WhylabsApiKey")]
    [InlineData("$null | Get-WhylabsApiKey")]
    [InlineData("@() | Get-WhylabsApiKey")]
    public async Task List_with_an_empty_user_does_not_list_all_users(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.NotEmpty(sandbox.Lines("Get-WhylabsApiKey"));
        Assert.Empty(sandbox.Run(script).Output);
        Assert.Single(sandbox.Server.Requests);
    }

    [Fact]
    public async Task List_that_is_incomplete_emits_nothing()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(new SandboxOptions { Fault = "truncate", FaultEvery = 1 });
        ShellResult result = sandbox.Run("Get-WhylabsApiKey -MaximumRetryCount 0");
        Assert.Empty(result.Output);
        Assert.Equal("InvalidResponse", Assert.Single(result.Errors).Id());
    }
}
