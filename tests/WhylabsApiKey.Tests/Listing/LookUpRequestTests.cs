using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Listing;

/// <summary>How many requests it takes to find keys by their id.</summary>
public class LookUpRequestTests
{
    private const string Keys = "GET /v0/organizations/org-123/api-key";

    [Theory]
    [InlineData("Get-WhylabsApiKey HMiFAgQeNb, b8XwE2rLmC, zP0gHsa6Ri, T4ncYdo9Ju", 1)]
    [InlineData("'HMiFAgQeNb', 'b8XwE2rLmC', 'zP0gHsa6Ri', 'T4ncYdo9Ju' | Get-WhylabsApiKey", 8)]
    [InlineData(
        "'HMiFAgQeNb', 'b8XwE2rLmC', 'zP0gHsa6Ri', 'T4ncYdo9Ju' | ForEach-Object { [pscustomobject]@{ KeyId = $_ } } | Get-WhylabsApiKey",
        1)]
    public async Task The_first_key_is_looked_up_and_the_others_are_found_in_one_list(string script, int limit)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(
            ["HMiFAgQeNb", "b8XwE2rLmC", "zP0gHsa6Ri", "T4ncYdo9Ju"],
            sandbox.Lines(script.Replace("Get-WhylabsApiKey", $"Get-WhylabsApiKey -ThrottleLimit {limit}", StringComparison.Ordinal)));
        Assert.Equal([Keys, Keys + "/HMiFAgQeNb"], Sent(sandbox).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task One_key_takes_one_request_also_where_there_is_none()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Lines("Get-WhylabsApiKey HMiFAgQeNb");
        Assert.Equal("KeyNotFound", Assert.Single(sandbox.Run("Get-WhylabsApiKey missing").Errors).Id());
        Assert.Equal([Keys + "/HMiFAgQeNb", Keys + "/missing"], Sent(sandbox));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task All_that_the_list_lacks_shares_one_further_list(int limit)
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
    public async Task Each_organization_has_a_list_of_its_own()
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
    public async Task Keys_of_this_process_that_the_lists_still_lack_are_waited_for()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(new SandboxOptions { ConsistencyDelayMs = 700 });
        Assert.Equal(
            ["True"],
            sandbox.Lines(
                "$made = 1..3 | ForEach-Object { New-WhylabsApiKey bob \"new$_\" }; " +
                "$found = Get-WhylabsApiKey (@('HMiFAgQeNb') + $made.KeyId); \"$found\" -eq \"HMiFAgQeNb $made\""));
    }

    [Fact]
    public async Task In_v1_a_list_is_read_for_many_keys_too()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsAdministratorAsync();
        string[] all = sandbox.Lines("Get-WhylabsApiKey");
        int before = sandbox.Server.Requests.Count;
        Assert.Equal(all, sandbox.Lines("$ids = (Get-WhylabsApiKey).KeyId; Get-WhylabsApiKey $ids"));
        Assert.Equal(before + 3, sandbox.Server.Requests.Count);
    }

    [Fact]
    public async Task A_list_that_fails_is_read_again_for_the_next_key()
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
    public async Task Verbose_tells_at_the_end_how_many_requests_were_sent()
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
