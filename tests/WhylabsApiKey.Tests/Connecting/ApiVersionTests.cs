using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Commands;

/// <summary>The same commands with an organization administrator's key, which v0 refuses.</summary>
public class V1CommandTests
{
    [Fact]
    public async Task V0_refuses_the_key_and_names_the_way_out()
    {
        await using Lab lab = await Lab.OpenAsync();
        ErrorRecord error = lab.Ending("Get-WhylabsApiKey -ApiKey $args[0]", Lab.Secret(lab.Demo.AdministratorToken));
        Assert.Equal("Forbidden", error.Id());
        Assert.Contains("-ApiVersion V1", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("WHYLABS_API_VERSION", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey", 10)]
    [InlineData("Get-WhylabsApiKey -Alias *book", 2)]
    [InlineData("Get-WhylabsApiKey -ExpiringWithinDays 14", 2)]
    [InlineData("Get-WhylabsApiKey HMiFAgQeNb", 1)]
    [InlineData("Get-WhylabsApiKey | Get-WhylabsApiKey", 10)]
    [InlineData("Get-WhylabsApiKey | Where Expired", 2)]
    [InlineData("Get-WhylabsApiKey | Where IdleDays -gt 0", 0)]
    public async Task An_administrator_lists_and_finds(string script, int count)
    {
        await using Lab lab = await AdministratorAsync();
        Assert.Equal(count, lab.Lines(script).Length);
        Assert.All(lab.Server.Requests, request => Assert.StartsWith("/v1/", request.Target, StringComparison.Ordinal));
        Assert.All(lab.Server.Requests, request => Assert.False(request.Headers.ContainsKey("X-WHYLABS-ORGANIZATION")));
    }

    [Fact]
    public async Task A_key_that_is_not_listed_is_a_miss()
    {
        await using Lab lab = await AdministratorAsync();
        Assert.Equal("KeyNotFound", Assert.Single(lab.Run("Get-WhylabsApiKey Qv71ksZpTa").Errors).Id());
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey -UserId bob")]
    [InlineData("Get-WhylabsApiKey -Email bob@example.com")]
    [InlineData("Get-WhylabsApiKey -UnusedForDays 90")]
    [InlineData("Get-WhylabsApiKey -IncludeRevoked")]
    [InlineData("New-WhylabsApiKey bob")]
    [InlineData("New-WhylabsApiKey -Email bob@example.com")]
    [InlineData("New-WhylabsApiKey bob -ApiVersion V0 -ResourceId model-1")]
    public async Task What_a_version_cannot_do_it_refuses_before_it_asks(string script)
    {
        await using Lab lab = await AdministratorAsync();
        Assert.Equal("UnsupportedInVersion", lab.Ending(script).Id());
        Assert.Empty(lab.Server.Requests);
    }

    [Fact]
    public async Task A_managed_organization_is_acted_for_when_it_is_named()
    {
        await using Lab lab = await AdministratorAsync();
        string keyId = Assert.Single(lab.Lines("$new = New-WhylabsApiKey -OrgId org-900 -Alias trial -ExpiresInDays 7 -ResourceId model-1; $new.KeyId"));
        StoredKey made = Assert.Single(lab.Store.All, key => key.KeyId == keyId);
        Assert.Equal(("org-900", "AdMiN00001", "trial", "model-1"), (made.OrgId, made.UserId, made.Alias, made.ResourceId));
        Assert.Equal(
            ["model-1 True"], lab.Lines("\"$($new.ResourceId) $($new.RevealKey().EndsWith(':org-900'))\""));
        Assert.Equal([keyId], lab.Lines("Get-WhylabsApiKey -OrgId org-900 -Alias trial | Get-WhylabsApiKey"));
        Assert.Equal([keyId], lab.Lines("Get-WhylabsApiKey -OrgId org-900 -Alias trial | Revoke-WhylabsApiKey -Force"));
        Assert.Contains(keyId, lab.Revoked);
        Assert.All(lab.Server.Requests, request => Assert.Equal("org-900", request.Headers["X-WHYLABS-ORGANIZATION"]));
    }

    [Fact]
    public async Task A_key_that_it_made_is_revoked_and_one_of_others_is_not_found()
    {
        await using Lab lab = await AdministratorAsync();
        lab.Lines("$new = New-WhylabsApiKey -OrgId org-900");
        Assert.Equal(["Revoked"], lab.Lines("($new | Revoke-WhylabsApiKey -Force).Status"));
        ShellResult result = lab.Run("Get-WhylabsApiKey | Where KeyId -ne AdMiN00001 | Revoke-WhylabsApiKey -Force");
        Assert.Empty(result.Output);
        Assert.Equal(9, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.Equal("KeyNotFound", error.Id()));
        Assert.Empty(lab.Revoked.Except(["Qv71ksZpTa", lab.Lines("$new.KeyId")[0]]));
    }

    [Fact]
    public async Task A_free_tier_makes_no_keys_and_says_so()
    {
        await using Lab lab = await AdministratorAsync();
        ErrorRecord error = Assert.Single(lab.Run("New-WhylabsApiKey").Errors);
        Assert.Equal("InvalidRequest", error.Id());
        Assert.Contains("Cannot create API keys for this organization", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_that_calls_is_protected_as_in_v0()
    {
        await using Lab lab = await AdministratorAsync();
        Assert.Equal("OwnKey", Assert.Single(lab.Run("Get-WhylabsApiKey AdMiN00001 | Revoke-WhylabsApiKey -Force").Errors).Id());
        Assert.Equal(0, lab.Writes);
    }

    [Fact]
    public async Task A_session_remembers_the_version()
    {
        await using Lab lab = await Lab.OpenAsync(configured: false);
        ShellResult result = lab.Run(
            "$null = Connect-Whylabs -Endpoint $args[0] -ApiKey $args[1] -OrgId org-900 -ApiVersion v1; (New-WhylabsApiKey).OrgId; (Get-WhylabsApiKey).Count",
            lab.Server.Endpoint,
            Lab.Secret(lab.Demo.AdministratorToken));
        Assert.Equal(["org-900", "2"], result.Output.Select(line => line.ToString()));
    }

    [Fact]
    public async Task A_preview_names_no_user_and_writes_nothing()
    {
        await using Lab lab = await AdministratorAsync();
        Assert.Empty(lab.Lines("New-WhylabsApiKey -OrgId org-900 -WhatIf; Revoke-WhylabsApiKey HMiFAgQeNb -WhatIf"));
        Assert.Contains($"API key HMiFAgQeNb in org-123 at {lab.Server.Endpoint.Authority}", lab.Screen, StringComparison.Ordinal);
        Assert.Empty(lab.Server.Requests);
    }

    [Fact]
    public async Task A_version_that_does_not_exist_does_not_bind()
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal("CannotConvertArgumentNoMessage", lab.Ending("Get-WhylabsApiKey -ApiVersion 5").Id());
    }

    private static async Task<Lab> AdministratorAsync()
    {
        Lab lab = await Lab.OpenAsync();
        lab.Run(
            "$PSDefaultParameterValues['*-WhylabsApiKey:ApiKey'] = $args[0]; $PSDefaultParameterValues['*-WhylabsApiKey:ApiVersion'] = 'V1'",
            Lab.Secret(lab.Demo.AdministratorToken)).ThrowIfFailed();
        return lab;
    }
}
