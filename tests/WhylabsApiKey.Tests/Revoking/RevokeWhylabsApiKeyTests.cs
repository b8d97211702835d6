using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Revoking;

/// <summary>Tests which keys Revoke-WhylabsApiKey revokes, and what it returns.</summary>
public class RevokeWhylabsApiKeyTests
{
    [Fact]
    public async Task Only_expired_keys_are_revoked()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(
            ["fh4dUNV3WQ", "K2uVt5wNxe"], sandbox.Lines("Get-WhylabsApiKey | Where Expired | Revoke-WhylabsApiKey -Confirm:$false"));
        Assert.Equal(["K2uVt5wNxe", "Qv71ksZpTa", "fh4dUNV3WQ"], sandbox.Revoked);
    }

    [Fact]
    public async Task Revoked_key_is_emitted_as_the_service_returns_it()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(
            ["Revoked trainer True"],
            sandbox.Lines("Revoke-WhylabsApiKey HMiFAgQeNb -Force | ForEach-Object { \"$($_.Status) $($_.Alias) $($_.Revoked)\" }"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Revoked_key_has_RevokedTime_and_RequestId(int days)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(clock: new ShiftedClock(TimeSpan.FromDays(days)));
        ShellResult result = sandbox.Run("Revoke-WhylabsApiKey HMiFAgQeNb user-123 -Force; Get-WhylabsApiKey; New-WhylabsApiKey bob");
        PSObject revoked = result.Output[0];
        var time = Assert.IsType<DateTime>(revoked.Properties["RevokedTime"].Value);
        Assert.Equal(DateTimeKind.Local, time.Kind);
        Assert.InRange((time.ToUniversalTime() - DateTime.UtcNow.AddDays(days)).TotalSeconds, -60, 1);
        Assert.Equal(sandbox.Server.Requests[0].Headers["X-Request-Id"], revoked.Properties["RequestId"].Value);
        Assert.All(result.Output.Skip(1), key => Assert.Null(key.Properties["RevokedTime"].Value));
        Assert.All(
            result.Output.SkipLast(1).Skip(1),
            key => Assert.Equal(sandbox.Server.Requests[1].Headers["X-Request-Id"], key.Properties["RequestId"].Value));
        Assert.Equal(sandbox.Server.Requests[2].Headers["X-Request-Id"], result.Output[^1].Properties["RequestId"].Value);
    }

    [Fact]
    public async Task Owner_is_looked_up_if_only_the_key_id_is_given()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(["zP0gHsa6Ri"], sandbox.Lines("Revoke-WhylabsApiKey -KeyId zP0gHsa6Ri -Confirm:$false"));
        Assert.Equal(
            ["GET /v0/organizations/org-123/api-key/zP0gHsa6Ri", "DELETE /v0/organizations/org-123/api-key?user_id=bob&key_id=zP0gHsa6Ri"],
            sandbox.Server.Requests.Select(request => $"{request.Method} {request.Target}"));
    }

    [Fact]
    public async Task Rows_and_deserialized_objects_are_pipeline_input_like_keys()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(
            ["zP0gHsa6Ri", "m9DqBf3EyG", "fh4dUNV3WQ", "K2uVt5wNxe"],
            sandbox.Lines(
                """
                $row = [pscustomobject]@{ KeyId = 'zP0gHsa6Ri'; UserId = 'bob'; OrgId = 'org-123'; Alias = 'ci'; Expired = 'False' }
                $sparse = [pscustomobject]@{ KeyId = 'm9DqBf3EyG'; UserId = ''; OrgId = ''; Alias = '' }
                $kept = [System.Management.Automation.PSSerializer]::Serialize((Get-WhylabsApiKey | Where Expired))
                $row, $sparse | Revoke-WhylabsApiKey -Confirm:$false
                [System.Management.Automation.PSSerializer]::Deserialize($kept) | Revoke-WhylabsApiKey -Confirm:$false
                """));
    }

    [Fact]
    public async Task Rows_of_a_CSV_file_are_pipeline_input_like_keys()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(
            ["T4ncYdo9Ju"],
            sandbox.Lines(
                "Get-WhylabsApiKey -Alias old-notebook | ConvertTo-Csv | ConvertFrom-Csv | Revoke-WhylabsApiKey -Confirm:$false"));
        Assert.Equal(["Qv71ksZpTa", "T4ncYdo9Ju"], sandbox.Revoked);
    }

    [Fact]
    public async Task One_bad_key_of_ten_is_one_error_and_nine_are_revoked()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run(
            """
            $keys = @(Get-WhylabsApiKey)[0..8]
            $rows = $keys.ForEach{ [pscustomobject]@{ KeyId = $_.KeyId; UserId = $_.UserId } }
            $rows = @($rows[0..4]) + [pscustomobject]@{ KeyId = 'missing123'; UserId = 'bob' } + @($rows[5..8])
            $rows | Revoke-WhylabsApiKey -Confirm:$false
            """);
        Assert.Equal(9, result.Output.Count);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("missing123", error.TargetObject);
        Assert.Equal("KeyNotFound", error.Id());
        Assert.Equal(10, sandbox.Revoked.Count());
    }

    [Fact]
    public async Task Revoking_again_succeeds_when_the_owner_is_known()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(
            ["Qv71ksZpTa"],
            sandbox.Lines(
                "Get-WhylabsApiKey -UserId user-123 -IncludeRevoked -Alias leaked | " +
                "ConvertTo-Csv | ConvertFrom-Csv | Revoke-WhylabsApiKey -Confirm:$false"));
    }

    [Fact]
    public async Task Piped_key_keeps_its_organization()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Store.AddOrganization("org-456", paid: true);
        sandbox.Store.Add(new StoredKey("aaaaaaaaaa", "aaaaaaaaaa.x:org-456", "org-456", "carol", DateTime.UtcNow.AddDays(-1)));
        Assert.Equal(["aaaaaaaaaa"], sandbox.Lines("Get-WhylabsApiKey -OrgId org-456 | Revoke-WhylabsApiKey -Force"));
    }
}
