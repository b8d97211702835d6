using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Organizations;

/// <summary>Tests the lists of the keys of several organizations.</summary>
public class SeveralOrganizationsTests
{
    private const string Orgs = " | ForEach-Object OrgId | Select-Object -Unique";

    [Theory]
    [InlineData("Get-WhylabsOrganization | Get-WhylabsApiKey" + Orgs, "0 org-123 org-900")]
    [InlineData("Get-WhylabsApiKey -OrgId org-900, org-123, org-900" + Orgs, "org-900 org-123")]
    [InlineData("Get-WhylabsApiKey -OrgId org-123, org-900 -UserId carol, bob", "K2uVt5wNxe zP0gHsa6Ri PaIdAdMiN1")]
    [InlineData("Get-WhylabsOrganization | Select-Object * | Get-WhylabsApiKey" + Orgs, "0 org-123 org-900")]
    [InlineData("Get-WhylabsOrganization | Select-Object OrgId, Name, IssuedBy | Get-WhylabsApiKey" + Orgs, "0 org-123 org-900")]
    [InlineData(
        "[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((Get-WhylabsOrganization))) "
        + "| Get-WhylabsApiKey" + Orgs,
        "0 org-123 org-900")]
    [InlineData("Get-WhylabsOrganization org-900 | Get-WhylabsApiKey -Alias a*", "PaIdAdMiN1")]
    [InlineData("Get-WhylabsApiKey -InputObject (Get-WhylabsOrganization) -Alias administration" + Orgs, "org-123 org-900")]
    [InlineData("$PSDefaultParameterValues['Get-WhylabsApiKey:OrgId'] = 'org-900', '0'; Get-WhylabsApiKey" + Orgs, "org-900 0")]
    [InlineData("$o = Get-WhylabsOrganization org-900; Get-WhylabsApiKey -OrgId $o", "PaIdAdMiN1")]
    [InlineData("$k = Get-WhylabsApiKey -Alias ci; Get-WhylabsApiKey -KeyId $k -OrgId org-123, org-900", "zP0gHsa6Ri")]
    public async Task Each_organization_is_listed_once_in_its_order(string script, string expected)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(expected, string.Join(' ', sandbox.Lines(script)));
    }

    [Fact]
    public async Task In_v1_an_administrator_lists_the_own_and_the_managed_organizations()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsAdministratorAsync();
        Assert.Equal(["PaIdAdMiN1"], sandbox.Lines("Get-WhylabsOrganization | Get-WhylabsApiKey"));
        Assert.Equal(["org-123", "org-900"], sandbox.Lines("Get-WhylabsApiKey -OrgId org-123, org-900" + Orgs));
    }

    [Fact]
    public async Task Clean_up_of_the_platform_works_with_and_without_WhatIf()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string token = KeyStore.NewToken("expired900", "org-900");
        sandbox.Store.Add(new StoredKey("expired900", token, "org-900", "carol", DateTime.UtcNow.AddDays(-9))
        {
            Expires = DateTime.UtcNow.AddDays(-1),
        });
        const string CleanUp = "Get-WhylabsOrganization | Get-WhylabsApiKey -Expired | Revoke-WhylabsApiKey";
        Assert.Empty(sandbox.Lines(CleanUp + " -WhatIf"));
        Assert.Equal(0, sandbox.Writes);
        foreach (string keyId in (string[])["fh4dUNV3WQ", "K2uVt5wNxe", "expired900"])
            Assert.Contains($"API key {keyId} ", sandbox.Screen, StringComparison.Ordinal);
        Assert.Equal(["fh4dUNV3WQ", "K2uVt5wNxe", "expired900"], sandbox.Lines(CleanUp + " -Force"));
        Assert.Empty(sandbox.Lines("Get-WhylabsOrganization | Get-WhylabsApiKey -Expired"));
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey -OrgId org-123, org-900", "403", "Forbidden")]
    [InlineData("Get-WhylabsOrganization | Get-WhylabsApiKey", "403", "Forbidden")]
    [InlineData("Get-WhylabsOrganization | Get-WhylabsApiKey", "404", "RouteNotFound")]
    [InlineData("Get-WhylabsApiKey -OrgId org-123, org-900 -MaximumRetryCount 0", "500", "ServerError")]
    public async Task Failed_organization_is_one_error_and_the_others_are_listed(string script, string fault, string errorId)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Server.FaultFor = request => request.Target == "/v0/organizations/org-123/api-key" ? fault : null;
        ShellResult result = sandbox.Run(script);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal((errorId, "org-123"), (error.Id(), error.TargetObject));
        Assert.Equal("PaIdAdMiN1", $"{result.Output[^1]}");
        Assert.DoesNotContain(result.Output, key => (string)key.Properties["OrgId"].Value == "org-123");
    }

    [Fact]
    public async Task In_v1_an_organization_that_is_not_managed_is_one_error()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsAdministratorAsync();
        ShellResult result = sandbox.Run("Get-WhylabsApiKey -OrgId org-666, org-667, org-900");
        Assert.Equal(["Forbidden org-666", "Forbidden org-667"], result.Errors.Select(error => $"{error.Id()} {error.TargetObject}"));
        Assert.Equal("PaIdAdMiN1", $"{Assert.Single(result.Output)}");
        Assert.Single(sandbox.Server.Requests, request => request.Target == "/v1/api-key/validate");
    }

    [Theory]
    [InlineData("401", "Unauthorized")]
    [InlineData("403", "Forbidden")]
    [InlineData("404", "RouteNotFound")]
    public async Task Refused_token_or_wrong_address_is_a_terminating_error(string fault, string errorId)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Server.FaultFor = _ => fault;
        Assert.Equal(errorId, sandbox.RunToError("Get-WhylabsApiKey -OrgId org-123, org-900").Id());
        Assert.Equal(fault == "403" ? 2 : 1, sandbox.Server.Requests.Count);
    }

    [Fact]
    public async Task Refusal_for_a_single_organization_is_a_terminating_error()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsAdministratorAsync();
        Assert.Equal("Forbidden", sandbox.RunToError("Get-WhylabsApiKey -OrgId org-666").Id());
        Assert.Single(sandbox.Server.Requests);
    }

    [Fact]
    public async Task Organization_without_last_uses_does_not_affect_the_others()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run("Get-WhylabsApiKey -OrgId 0, org-123 -UnusedForDays 100 -UserId operator, user-456");
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal(("LastUseNotRecorded", "0"), (error.Id(), error.TargetObject));
        Assert.Equal("T4ncYdo9Ju", $"{Assert.Single(result.Output)}");
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey -KeyId zP0gHsa6Ri -OrgId org-123, org-900", "IncompatibleFilters")]
    [InlineData("'zP0gHsa6Ri' | Get-WhylabsApiKey -OrgId org-123, org-900", "IncompatibleFilters")]
    [InlineData("[pscustomobject]@{ UserId = 'bob'; OrgId = 'org-123' } | Get-WhylabsApiKey -OrgId org-123, org-900", "InvalidInput")]
    [InlineData("Get-WhylabsApiKey -OrgId org-123, ''", "OrgIdMissing")]
    [InlineData("Get-WhylabsApiKey -OrgId @()", "OrgIdMissing")]
    [InlineData("Get-WhylabsApiKey -OrgId $null", "OrgIdMissing")]
    [InlineData("Get-WhylabsApiKey -OrgId org-123, ' org-900'", "InvalidId")]
    public async Task Invalid_organizations_are_refused_without_a_request(string script, string errorId)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(errorId, sandbox.RunToError($"$ErrorActionPreference = 'Stop'; {script}").Id());
        Assert.Empty(sandbox.Server.Requests);
    }

    [Fact]
    public async Task Organization_of_another_service_is_refused()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        await using SandboxServer other = await SandboxServer.StartAsync(new SandboxOptions());
        var demo = DemoOrganization.Seed(other.Store);
        ShellResult result = sandbox.Run(
            "Get-WhylabsOrganization org-900 -Endpoint $args[0] -ApiKey $args[1] | Get-WhylabsApiKey",
            other.Endpoint,
            SandboxFixture.Secret(demo.OperatorToken));
        Assert.Equal("KeyOfAnotherService", Assert.Single(result.Errors).Id());
        Assert.Empty(sandbox.Server.Requests);
    }

    [Fact]
    public async Task Table_is_grouped_by_organization()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(clock: new StoppedClock());
        sandbox.Shell.Show("Get-WhylabsApiKey -OrgId org-123, org-900 -Alias a*");
        Assert.Equal(
            """
               OrgId: org-123

            Alias                KeyId      Status  ExpirationTime LastUsedTime   UserId
            -----                -----      ------  -------------- ------------   ------
            administration       AdMiN00001 Active  in 11 months   5 days ago     user-123

               OrgId: org-900

            Alias                KeyId      Status  ExpirationTime LastUsedTime   UserId
            -----                -----      ------  -------------- ------------   ------
            administration       PaIdAdMiN1 Active  never          4 days ago     carol
            """,
            sandbox.Page);
    }

    [Fact]
    public async Task Grouped_key_is_an_ApiKey_before_and_after_serialization()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(
            ["True WhylabsApiKey.ApiKey zP0gHsa6Ri"],
            sandbox.Lines(
                "$key = Get-WhylabsApiKey -OrgId org-123, org-900 -Alias ci; "
                + "$back = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($key)); "
                + "$ids = ($key, $back | Get-WhylabsApiKey).KeyId | Select-Object -Unique; "
                + "\"$($key -is [WhylabsApiKey.ApiKey]) $($key.GetType()) $ids\""));
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey -OrgId org-123, org-900, 0, org-1, org-2", true)]
    [InlineData("Get-WhylabsOrganization | Get-WhylabsApiKey | Out-Null", false)]
    [InlineData("Get-WhylabsApiKey", null)]
    public async Task Progress_is_shown_for_several_slow_organizations(string script, bool? isCountKnown)
    {
        var options = new SandboxOptions { LatencyMs = isCountKnown is null ? 1200 : 500 };
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(options);
        using PowerShell shell = sandbox.Shell.Start(script);
        shell.Invoke();
        ProgressRecord[] bars = [.. shell.Streams.Progress];
        if (isCountKnown is not { } known)
        {
            Assert.Empty(bars);
            return;
        }

        Assert.Equal(ProgressRecordType.Completed, bars[^1].RecordType);
        Assert.Single(bars.Select(bar => bar.ActivityId).Distinct());
        Assert.Equal(known, bars[0].PercentComplete >= 0);
    }
}
