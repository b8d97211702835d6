using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Listing;

/// <summary>Tests the filters of Get-WhylabsApiKey.</summary>
public class FilterTests
{
    [Theory]
    [InlineData("TRAIN*", "HMiFAgQeNb")]
    [InlineData("*book", "T4ncYdo9Ju UsEr000001")]
    [InlineData("ci", "zP0gHsa6Ri")]
    [InlineData("none*", "")]
    public async Task Alias_filter_is_a_wildcard_pattern_without_case(string alias, string expected)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(expected, string.Join(' ', sandbox.Lines($"Get-WhylabsApiKey -Alias '{alias}'")));
    }

    [Theory]
    [InlineData("-Alias '['")]
    [InlineData("-Alias 'a[b'")]
    [InlineData("-UnusedForDays ''")]
    [InlineData("-UnusedForDays ([int]$unset)")]
    [InlineData("-ExpiringWithinDays ''")]
    public async Task Filter_with_an_invalid_value_is_refused_without_a_request(string filter)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal("ParameterArgumentValidationError", sandbox.RunToError($"Get-WhylabsApiKey {filter}").Id());
        Assert.Empty(sandbox.Server.Requests);
    }

    [Theory]
    [InlineData("-ExpiringWithinDays 1", "R6jLc1hUoS")]
    [InlineData("-ExpiringWithinDays 14", "zP0gHsa6Ri R6jLc1hUoS")]
    [InlineData("-ExpiringWithinDays 14 -UserId bob", "zP0gHsa6Ri")]
    [InlineData("-UnusedForDays 90", "T4ncYdo9Ju m9DqBf3EyG")]
    [InlineData("-UnusedForDays 90 -UserId user-456", "T4ncYdo9Ju")]
    [InlineData("| Where ExpiresInDays -lt 14 | Where Expired -eq $false", "zP0gHsa6Ri R6jLc1hUoS")]
    [InlineData("| Where ExpiresInDays -lt 0", "fh4dUNV3WQ K2uVt5wNxe")]
    [InlineData("| Where IdleDays -gt 90", "T4ncYdo9Ju m9DqBf3EyG")]
    [InlineData("| Where Expired", "fh4dUNV3WQ K2uVt5wNxe")]
    [InlineData("| Where NeverExpires", "b8XwE2rLmC T4ncYdo9Ju m9DqBf3EyG")]
    [InlineData("| Where Status -eq Expired", "fh4dUNV3WQ K2uVt5wNxe")]
    public async Task Filters_select_keys_by_age_and_last_use(string filter, string expected)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(expected, string.Join(' ', sandbox.Lines($"Get-WhylabsApiKey {filter}")));
    }

    [Fact]
    public async Task Keys_that_never_expire_sort_after_all_others()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(
            ["K2uVt5wNxe True"],
            sandbox.Lines("$sorted = Get-WhylabsApiKey | Sort-Object ExpiresInDays; \"$($sorted[0]) $($sorted[-1].NeverExpires)\""));
        Assert.NotEmpty(sandbox.Lines("Get-WhylabsApiKey | Where NeverExpires"));
        Assert.Empty(sandbox.Lines("Get-WhylabsApiKey | Where ExpiresInDays -lt 14 | Where NeverExpires"));
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey | Where IdleDays -gt 90")]
    [InlineData("Get-WhylabsApiKey -UserId user-456 | Where IdleDays -gt 90")]
    public async Task Idle_filter_selects_no_key_when_last_uses_are_not_recorded(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(new SandboxOptions { RecordsLastUse = false });
        Assert.NotEmpty(sandbox.Lines(script.Split('|')[0]));
        Assert.Empty(sandbox.Lines(script));
    }

    [Fact]
    public async Task Unused_filter_is_an_error_when_last_uses_are_not_recorded()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(new SandboxOptions { RecordsLastUse = false });
        Assert.Equal("LastUseNotRecorded", sandbox.RunToError("Get-WhylabsApiKey -UnusedForDays 90").Id());
        Assert.Empty(sandbox.Lines("Get-WhylabsApiKey -UnusedForDays 90 -OrgId org-without-keys"));
    }
}
