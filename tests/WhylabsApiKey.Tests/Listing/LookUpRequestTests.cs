using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Listing;

/// <summary>Tests the number of requests for look-ups by key id.</summary>
public class LookUpRequestTests
{
    private const string Keys = "GET /v0/organizations/org-123/api-key";

    [Theory]
    [InlineData("Get-WhylabsApiKey HMiFAgQeNb, b8XwE2rLmC, zP0gHsa6Ri, T4ncYdo9Ju", 1)]
    [InlineData("'HMiFAgQeNb', 'b8XwE2rLmC', 'zP0gHsa6Ri', 'T4ncYdo9Ju' | Get-WhylabsApiKey", 8)]
    [InlineData(
        "'HMiFAgQeNb', 'b8XwE2rLmC', 'zP0gHsa6Ri', 'T4ncYdo9Ju' | ForEach-Object { [pscustomobject]@{ KeyId = $_ } } | Get-WhylabsApiKey",
        1)]
    public async Task KeyId_looks_up_the_first_key_and_finds_the_others_in_one_list(string script, int limit)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(
            ["HMiFAgQeNb", "b8XwE2rLmC", "zP0gHsa6Ri", "T4ncYdo9Ju"],
            sandbox.Lines(script.Replace("Get-WhylabsApiKey", $"Get-WhylabsApiKey -ThrottleLimit {limit}", StringComparison.Ordinal)));
        Assert.Equal([Keys, Keys + "/HMiFAgQeNb"], Sent(sandbox).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task KeyId_of_one_key_sends_one_request_even_if_it_does_not_exist()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Lines("Get-WhylabsApiKey HMiFAgQeNb");
        Assert.Equal("KeyNotFound", Assert.Single(sandbox.Run("Get-WhylabsApiKey missing").Errors).Id());
        Assert.Equal([Keys + "/HMiFAgQeNb", Keys + "/missing"], Sent(sandbox));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Keys_missing_in_the_list_share_one_more_list(int limit)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run(
            $"Get-WhylabsApiKey HMiFAgQeNb, missing1, Qv71ksZpTa, b8XwE2rLmC, missing2, missing3 -ThrottleLimit {limit}");
        Assert.Equal(["HMiFAgQeNb", "b8XwE2rLmC"], result.Output.Select(key => key.ToString()));
        Assert.Equal(["missing1", "Qv71ksZpTa", "missing2", "missing3"], result.Errors.Select(error => error.TargetObject));
        Assert.All(result.Errors, error => Assert.Matches(
            @"^Could not find API key \w+ in org-123: The key does not exist, or is already revoked\. \(HTTP 200, request [-0-9a-f]{36}\)",
            error.ErrorDetails.Message));
        Assert.All(result.Errors, error => Assert.Equal("KeyNotFound", error.Id()));
        Assert.Equal([Keys + "/HMiFAgQeNb", Keys, Keys], Sent(sandbox).OrderByDescending(line => line.Length));
    }

    [Fact]
    public async Task Each_organization_has_its_own_list()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Store.AddOrganization("org-456", paid: true);
        foreach (string keyId in new[] { "aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc" })
            sandbox.Store.Add(new StoredKey(keyId, $"{keyId}.x:org-456", "org-456", "carol", DateTime.UtcNow.AddDays(-1)));
        Assert.Equal(
            [.. sandbox.Lines("(Get-WhylabsApiKey).KeyId + (Get-WhylabsApiKey -OrgId org-456).KeyId")],
            sandbox.Lines("@(Get-WhylabsApiKey) + @(Get-WhylabsApiKey -OrgId org-456) | Get-WhylabsApiKey"));
        Assert.Equal(2 + 2 + 2 + 2, sandbox.Server.Requests.Count);
    }

    [Fact]
    public async Task Fresh_keys_missing_in_the_list_are_retried()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(new SandboxOptions { ConsistencyDelayMs = 700 });
        Assert.Equal(
            ["True"],
            sandbox.Lines(
                "$made = 1..3 | ForEach-Object { New-WhylabsApiKey bob \"new$_\" }; " +
                "$found = Get-WhylabsApiKey (@('HMiFAgQeNb') + $made.KeyId); \"$found\" -eq \"HMiFAgQeNb $made\""));
    }

    [Fact]
    public async Task Many_keys_in_v1_share_one_list()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsAdministratorAsync();
        string[] all = sandbox.Lines("Get-WhylabsApiKey");
        int before = sandbox.Server.Requests.Count;
        Assert.Equal(all, sandbox.Lines("$ids = (Get-WhylabsApiKey).KeyId; Get-WhylabsApiKey $ids"));
        Assert.Equal(before + 3, sandbox.Server.Requests.Count);
    }

    [Fact]
    public async Task Failed_list_is_requested_again_for_the_next_key()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        int lists = 0;
        sandbox.Server.FaultFor = request => request.Target.EndsWith("/api-key", StringComparison.Ordinal) && ++lists == 1 ? "503" : null;
        ShellResult result = sandbox.Run("Get-WhylabsApiKey HMiFAgQeNb, b8XwE2rLmC, zP0gHsa6Ri -MaximumRetryCount 0");
        Assert.Equal("ServerError", Assert.Single(result.Errors).Id());
        Assert.Equal(["HMiFAgQeNb", "zP0gHsa6Ri"], result.Output.Select(key => key.ToString()));
        Assert.Equal(2, lists);
    }

    [Fact]
    public async Task Verbose_shows_the_number_of_requests_at_the_end()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        using PowerShell shell = sandbox.Shell.Start("Get-WhylabsApiKey HMiFAgQeNb, b8XwE2rLmC, missing -Verbose");
        shell.Invoke();
        Assert.Equal("Get-WhylabsApiKey sent 3 requests.", shell.Streams.Verbose[^1].Message);
        Assert.Equal(3, sandbox.Server.Requests.Count);
    }

    private static IEnumerable<string> Sent(SandboxFixture sandbox) =>
        sandbox.Server.Requests.Select(request => $"{request.Method} {request.Target}");
}
