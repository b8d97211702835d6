using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Listing;

/// <summary>Tests the filters -Expired and -NeverExpires.</summary>
public class ExpiryFilterTests
{
    [Theory]
    [InlineData("-Expired", "K2uVt5wNxe fh4dUNV3WQ")]
    [InlineData("-NeverExpires", "T4ncYdo9Ju b8XwE2rLmC m9DqBf3EyG")]
    [InlineData("-Expired -UserId bob", "K2uVt5wNxe")]
    [InlineData("-Expired -Email bob@example.com", "K2uVt5wNxe")]
    [InlineData("-NeverExpires -UserId user-123 -IncludeRevoked", "Qv71ksZpTa")]
    [InlineData("-Expired -UnusedForDays 1", "K2uVt5wNxe")]
    [InlineData("-NeverExpires -Alias dash*", "b8XwE2rLmC")]
    [InlineData("-Expired:$false -UserId bob", "K2uVt5wNxe zP0gHsa6Ri")]
    public async Task Expiry_filters_are_combined(string arguments, string expected)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(expected, string.Join(' ', sandbox.Lines($"Get-WhylabsApiKey {arguments}").Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Expiry_filters_work_in_v1()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsAdministratorAsync();
        string[] all = sandbox.Lines("Get-WhylabsApiKey | Where-Object Expired | ForEach-Object KeyId");
        Assert.NotEmpty(all);
        Assert.Equal(all, sandbox.Lines("Get-WhylabsApiKey -Expired"));
        Assert.Equal(
            sandbox.Lines("Get-WhylabsApiKey | Where-Object NeverExpires | ForEach-Object KeyId"),
            sandbox.Lines("Get-WhylabsApiKey -NeverExpires"));
    }

    [Theory]
    [InlineData("-Expired -NeverExpires")]
    [InlineData("-Expired -ExpiringWithinDays 3")]
    [InlineData("-NeverExpires -ExpiringWithinDays 3")]
    public async Task Expiry_filters_that_exclude_each_other_are_an_error(string arguments)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal("IncompatibleFilters", sandbox.RunToError($"Get-WhylabsApiKey {arguments}").Id());
        Assert.Empty(sandbox.Server.Requests);
    }
}
