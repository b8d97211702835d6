using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Commands;

public class GetTests
{
    [Fact]
    public async Task Lists_what_the_organization_has_but_for_the_revoked()
    {
        await using Lab lab = await Lab.OpenAsync();
        string[] expected = [.. lab.Store.List(DemoOrganization.OrgId, null).Select(key => key.KeyId)];
        Assert.Equal(expected, lab.Lines("Get-WhylabsApiKey"));
        Assert.DoesNotContain("Qv71ksZpTa", expected);
        Assert.Equal("GET", Assert.Single(lab.Server.Requests).Method);
    }

    [Fact]
    public async Task Emits_typed_objects()
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal(["10 0"], lab.Lines("$keys = @(Get-WhylabsApiKey); \"$($keys.Count) $($keys.Where{ $_ -isnot [WhylabsApiKey.ApiKey] }.Count)\""));
    }

    [Fact]
    public async Task A_user_is_asked_of_the_service_and_each_user_once()
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal(["AdMiN00001", "HMiFAgQeNb", "fh4dUNV3WQ", "K2uVt5wNxe", "zP0gHsa6Ri"], lab.Lines("Get-WhylabsApiKey -UserId user-123, bob"));
        Assert.Equal(
            ["/v0/organizations/org-123/api-key?user_id=user-123", "/v0/organizations/org-123/api-key?user_id=bob"],
            lab.Server.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task Revoked_keys_are_shown_when_asked_for_and_only_with_a_user()
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Contains("Qv71ksZpTa", lab.Lines("Get-WhylabsApiKey -UserId user-123 -IncludeRevoked"));
        Assert.Equal(["Revoked"], lab.Lines("Get-WhylabsApiKey -UserId user-123 -IncludeRevoked -Alias leaked | ForEach-Object Status"));
        Assert.Equal("IncompatibleFilters", lab.Ending("Get-WhylabsApiKey -IncludeRevoked").Id());
        Assert.Equal("IncompatibleFilters", lab.Ending("Get-WhylabsApiKey -UserId user-123 -IncludeRevoked -UnusedForDays 1").Id());
    }

    [Theory]
    [InlineData("TRAIN*", "HMiFAgQeNb")]
    [InlineData("*book", "T4ncYdo9Ju UsEr000001")]
    [InlineData("ci", "zP0gHsa6Ri")]
    [InlineData("none*", "")]
    public async Task An_alias_is_a_wildcard_without_case(string alias, string expected)
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal(expected, string.Join(' ', lab.Lines($"Get-WhylabsApiKey -Alias '{alias}'")));
    }

    [Theory]
    [InlineData("-Alias '['")]
    [InlineData("-Alias 'a[b'")]
    [InlineData("-UnusedForDays ''")]
    [InlineData("-UnusedForDays ([int]$unset)")]
    [InlineData("-ExpiringWithinDays ''")]
    public async Task A_filter_that_came_out_wrong_is_refused_before_anything_is_asked(string filter)
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal("ParameterArgumentValidationError", lab.Ending($"Get-WhylabsApiKey {filter}").Id());
        Assert.Empty(lab.Server.Requests);
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
    public async Task Keys_are_chosen_by_age_and_use(string filter, string expected)
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal(expected, string.Join(' ', lab.Lines($"Get-WhylabsApiKey {filter}")));
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey | Where IdleDays -gt 90")]
    [InlineData("Get-WhylabsApiKey -UserId user-456 | Where IdleDays -gt 90")]
    public async Task Where_no_last_use_is_recorded_nothing_is_idle(string script)
    {
        await using Lab lab = await Lab.OpenAsync(new SandboxOptions { RecordsLastUse = false });
        Assert.Empty(lab.Lines(script));
    }

    [Fact]
    public async Task Unused_keys_of_an_organization_that_records_no_use_are_an_error()
    {
        await using Lab lab = await Lab.OpenAsync(new SandboxOptions { RecordsLastUse = false });
        Assert.Equal("LastUseNotRecorded", lab.Ending("Get-WhylabsApiKey -UnusedForDays 90").Id());
        Assert.Empty(lab.Lines("Get-WhylabsApiKey -UnusedForDays 90 -OrgId org-without-keys"));
    }

    [Fact]
    public async Task Keys_are_looked_up_by_id_and_a_miss_is_an_error_of_its_own()
    {
        await using Lab lab = await Lab.OpenAsync();
        ShellResult result = lab.Run("Get-WhylabsApiKey HMiFAgQeNb, doesNotExist, b8XwE2rLmC");
        Assert.Equal(["HMiFAgQeNb", "b8XwE2rLmC"], result.Output.Select(key => key.ToString()));
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("KeyNotFound", error.Id());
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Equal("doesNotExist", error.TargetObject);
        Assert.Contains("doesNotExist", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Null(result.EndedBy);
    }

    [Fact]
    public async Task An_organization_without_a_key_is_spoken_of_as_it_may_not_exist()
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Contains(lab.Run("Get-WhylabsApiKey -OrgId org-nope -Verbose").Verbose, text => text.StartsWith("There is no key in org-nope", StringComparison.Ordinal));
        Assert.DoesNotContain(lab.Run("Get-WhylabsApiKey -UserId nobody -Verbose").Verbose, text => text.StartsWith("There is no key", StringComparison.Ordinal));
        Assert.DoesNotContain(lab.Run("Get-WhylabsApiKey -Alias none -Verbose").Verbose, text => text.StartsWith("There is no key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_that_is_piped_in_yields_itself()
    {
        await using Lab lab = await Lab.OpenAsync();
        string[] all = lab.Lines("Get-WhylabsApiKey");
        Assert.Equal(all, lab.Lines("Get-WhylabsApiKey | Get-WhylabsApiKey"));
        Assert.Equal(["HMiFAgQeNb"], lab.Lines("[pscustomobject]@{ KeyId = 'HMiFAgQeNb'; UserId = ''; OrgId = '' } | Get-WhylabsApiKey"));
    }

    [Theory]
    [InlineData("bob")]
    [InlineData("USER-123")]
    public async Task A_key_of_another_owner_than_the_one_named_is_not_found(string owner)
    {
        await using Lab lab = await Lab.OpenAsync();
        ShellResult result = lab.Run($"Get-WhylabsApiKey -KeyId HMiFAgQeNb -UserId {owner}");
        Assert.Empty(result.Output);
        Assert.Equal("KeyNotFound", Assert.Single(result.Errors).Id());
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
    [InlineData("'bob' | Get-WhylabsApiKey")]
    [InlineData("$null | Get-WhylabsApiKey")]
    [InlineData("@() | Get-WhylabsApiKey")]
    public async Task A_missing_user_never_means_all_users(string script)
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Empty(lab.Run(script).Output);
        Assert.Empty(lab.Server.Requests);
    }

    [Fact]
    public async Task A_list_that_breaks_off_half_way_emits_nothing()
    {
        await using Lab lab = await Lab.OpenAsync(new SandboxOptions { Fault = "truncate", FaultEvery = 1 });
        ShellResult result = lab.Run("Get-WhylabsApiKey -MaximumRetryCount 0");
        Assert.Empty(result.Output);
        Assert.Equal("InvalidResponse", Assert.Single(result.Errors).Id());
    }
}
