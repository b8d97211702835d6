using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Listing;

/// <summary>Tests -Orphaned, which lists the keys of users who are not members of the organization.</summary>
public class OrphanedTests
{
    private const string Show = " | ForEach-Object { \"$_ $($_.OwnerStatus) $($_.OwnerEmail)\".TrimEnd() }";

    [Fact]
    public async Task Former_members_and_unknown_ids_have_different_owner_statuses()
    {
        await using SandboxFixture sandbox = await OpenAsync();
        Assert.Equal(
            [
                "m9DqBf3EyG NotMember heidi@example.com", "R6jLc1hUoS NotMember heidi@example.com",
                "orphan0001 Unknown", "orphan0002 Unknown", "orphan0003 NotMember gone@example.com",
            ],
            sandbox.Lines("Get-WhylabsApiKey -Orphaned" + Show));
        Assert.Equal(
            [
                "/v0/organizations/org-123/api-key", "/v0/membership/org/org-123?include_claims=true", "/v0/user/user-789",
                "/v0/user/nightlyjob", "/v0/user/Bob", "/v0/user/ABCDEFGHIJ", "/v0/user/KeYoFpArEn",
            ],
            sandbox.Server.Requests.Select(request => request.Target));
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey -Orphaned -Expired", "orphan0002")]
    [InlineData("Get-WhylabsApiKey -Orphaned -UserId user-789, bob", "R6jLc1hUoS m9DqBf3EyG")]
    [InlineData("Get-WhylabsApiKey -Orphaned -Email heidi@example.com, bob@example.com -NeverExpires", "m9DqBf3EyG")]
    [InlineData("Get-WhylabsApiKey -Orphaned -UnusedForDays 100 -UserId user-789", "m9DqBf3EyG")]
    [InlineData("Get-WhylabsApiKey -Orphaned -Alias spare", "m9DqBf3EyG")]
    public async Task Orphaned_can_be_combined_with_other_filters(string script, string expected)
    {
        await using SandboxFixture sandbox = await OpenAsync();
        Assert.Equal(expected, string.Join(' ', sandbox.Lines(script)));
    }

    [Fact]
    public async Task Members_by_SAML_claim_or_without_an_email_are_not_orphaned()
    {
        await using SandboxFixture sandbox = await OpenAsync();
        sandbox.Lines("New-WhylabsApiKey user-555 -Alias claimed; New-WhylabsApiKey user-556 -Alias claimed");
        Assert.Single(sandbox.Lines("Get-WhylabsApiKey -Orphaned -Alias claimed"));
        sandbox.Store.Organizations.AddMember(new Member("org-123", "MEMBER", "user-556", ""));
        Assert.Empty(sandbox.Lines("Get-WhylabsApiKey -Orphaned -Alias claimed"));
    }

    [Theory]
    [InlineData("/v0/membership/", "404", "RouteNotFound")]
    [InlineData("/v0/membership/", "403", "Forbidden")]
    [InlineData("/v0/membership/", "truncate", "InvalidResponse")]
    [InlineData("/v0/user/nightlyjob", "404", "RouteNotFound")]
    [InlineData("/v0/user/nightlyjob", "500", "ServerError")]
    public async Task Orphaned_fails_if_members_or_users_cannot_be_looked_up(string failing, string fault, string errorId)
    {
        await using SandboxFixture sandbox = await OpenAsync();
        Assert.Equal(5, sandbox.Lines("Get-WhylabsApiKey -Orphaned").Length);
        sandbox.Server.FaultFor = request => request.Target.StartsWith(failing, StringComparison.Ordinal) ? fault : null;
        Assert.Equal(errorId, sandbox.RunToError("Get-WhylabsApiKey -Orphaned -MaximumRetryCount 0 -ErrorAction Stop").Id());
    }

    [Fact]
    public async Task Failed_list_of_members_does_not_affect_other_organizations()
    {
        await using SandboxFixture sandbox = await OpenAsync();
        sandbox.Lines("New-WhylabsApiKey nobody-there -OrgId org-900");
        sandbox.Server.FaultFor = request =>
            request.Target.StartsWith("/v0/membership/org/org-123", StringComparison.Ordinal) ? "500" : null;
        ShellResult result = sandbox.Run("Get-WhylabsApiKey -OrgId org-123, org-900 -Orphaned -MaximumRetryCount 0");
        Assert.Equal("org-900", Assert.Single(result.Output).Properties["OrgId"].Value);
        Assert.Equal("ServerError", Assert.Single(result.Errors).Id());
    }

    [Fact]
    public async Task Views_show_the_status_and_the_email_of_the_owner()
    {
        await using SandboxFixture sandbox = await OpenAsync();
        sandbox.Shell.Show("Get-WhylabsApiKey -Orphaned; Get-WhylabsApiKey -Orphaned -Alias spare | Format-List");
        Assert.Matches(@"spare +m9DqBf3EyG Active .* user-789 \(not a member\)\n", sandbox.Page);
        Assert.Matches(@"job +orphan0001 Active .* nightlyjob \(unknown\)\n", sandbox.Page);
        Assert.Matches(@"\nOwnerStatus +: NotMember\nOwnerEmail +: heidi@example.com\n", sandbox.Page);
    }

    [Fact]
    public async Task View_without_Orphaned_has_no_owner_status()
    {
        await using SandboxFixture sandbox = await OpenAsync();
        sandbox.Shell.Show("Get-WhylabsApiKey -Alias spare | Format-List");
        Assert.Contains("UserId", sandbox.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("Owner", sandbox.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exported_orphaned_keys_are_pipeline_input()
    {
        await using SandboxFixture sandbox = await OpenAsync();
        Assert.Equal(
            ["m9DqBf3EyG"],
            sandbox.Lines("Get-WhylabsApiKey -Orphaned -Alias spare | ConvertTo-Csv | ConvertFrom-Csv | Get-WhylabsApiKey"));
        ShellResult result = sandbox.Run("[pscustomobject]@{ UserId = 'user-789'; OwnerStatus = 'NotMember' } | Get-WhylabsApiKey");
        Assert.Equal("InvalidInput", Assert.Single(result.Errors).Id());
    }

    private static async Task<SandboxFixture> OpenAsync()
    {
        SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Store.Organizations.Users.Add(new User("ABCDEFGHIJ", "gone@example.com"));
        Add("orphan0001", "nightlyjob", "job", null);
        Add("orphan0002", "Bob", "mistyped", -1);
        Add("orphan0003", "ABCDEFGHIJ", "of-a-person", null);
        Add("made000001", "HMiFAgQeNb", "by-a-listed-key", null);
        Add("made000002", "KeYoFpArEn", "by-a-key-elsewhere", null);
        return sandbox;

        void Add(string keyId, string userId, string alias, double? expires) => sandbox.Store.Add(
            new StoredKey(keyId, KeyStore.NewToken(keyId, "org-123"), "org-123", userId, DateTime.UtcNow.AddDays(-9))
            {
                Alias = alias,
                Scopes = [":user"],
                Expires = expires is { } days ? DateTime.UtcNow.AddDays(days) : null,
            });
    }
}
