using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Revoking;

/// <summary>Tests the number of requests of revocations, and the warning about many requests.</summary>
public class RevokeRequestTests
{
    private const string Many = "The service allows an organization 1,000 requests, and one more every 12 seconds.";

    [Theory]
    [InlineData("$ids | Revoke-WhylabsApiKey -Force -ThrottleLimit 16")]
    [InlineData("Revoke-WhylabsApiKey $ids -Force -ThrottleLimit 16")]
    [InlineData("$ids | ForEach-Object { [pscustomobject]@{ KeyId = $_ } } | Revoke-WhylabsApiKey -Force")]
    public async Task Two_hundred_keys_by_id_need_at_most_three_reads(string script)
    {
        await using SandboxFixture sandbox = await OpenAsync(200);
        Assert.Equal(200, sandbox.Lines("$ids = 1..200 | ForEach-Object { \"key{0:D7}\" -f $_ }; " + script).Length);
        Assert.InRange(Reads(sandbox), 1, 3);
        Assert.Equal(200, sandbox.Writes);
        Assert.Equal(200, sandbox.Revoked.Count(keyId => keyId.StartsWith("key", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Revoked_or_missing_keys_share_one_more_list()
    {
        await using SandboxFixture sandbox = await OpenAsync(4);
        ShellResult result = sandbox.Run(
            "Revoke-WhylabsApiKey key0000001, missing, key0000002, Qv71ksZpTa, key0000003, missing2, key0000004 -Force");
        Assert.Equal(4, result.Output.Count);
        Assert.Equal(["missing", "Qv71ksZpTa", "missing2"], result.Errors.Select(error => error.TargetObject));
        Assert.All(result.Errors, error => Assert.Equal("KeyNotFound", error.Id()));
        Assert.Equal((3, 4), (Reads(sandbox), sandbox.Writes));
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey -Alias many* | Revoke-WhylabsApiKey", 1)]
    [InlineData("1..4 | ForEach-Object { [pscustomobject]@{ KeyId = \"key000000$_\"; UserId = 'bob' } } | Revoke-WhylabsApiKey", 0)]
    public async Task State_in_the_confirmation_needs_no_request(string script, int reads)
    {
        await using SandboxFixture sandbox = await OpenAsync(4, (_, _) => "Yes");
        Assert.Equal(4, sandbox.Lines(script).Length);
        Assert.Equal((reads, 4), (Reads(sandbox), sandbox.Writes));
    }

    [Fact]
    public async Task More_than_500_requests_for_arguments_warn_before_the_confirmation()
    {
        PowerShell? running = null;
        var warnedBefore = new List<int>();
        await using SandboxFixture sandbox = await OpenAsync(501, (_, _) =>
        {
            warnedBefore.Add(running!.Streams.Warning.Count);
            return "No to All";
        });
        using (running = sandbox.Shell.Start("Revoke-WhylabsApiKey (1..501 | ForEach-Object { \"key{0:D7}\" -f $_ })"))
        {
            running.Invoke();
            Assert.StartsWith(
                $"This command will send about 501 requests to org-123. {Many}",
                Assert.Single(running.Streams.Warning).Message,
                StringComparison.Ordinal);
        }

        Assert.Equal([1], warnedBefore);
        Assert.Equal(0, sandbox.Writes);
        Assert.Equal(
            ["ActionPreferenceStop"],
            sandbox.Outcome("Revoke-WhylabsApiKey (1..501 | ForEach-Object { \"key{0:D7}\" -f $_ }) -Force -WarningAction Stop"));
        Assert.Equal(0, sandbox.Writes);
        Assert.Equal(
            ["ActionPreferenceStop"],
            sandbox.Outcome("Revoke-WhylabsApiKey -InputObject (Get-WhylabsApiKey -Alias many*) -Force -WarningAction Stop"));
        Assert.Equal(0, sandbox.Writes);
        Assert.Empty(sandbox.Run("Revoke-WhylabsApiKey (1..500 | ForEach-Object { \"key{0:D7}\" -f $_ }) -WhatIf").Warnings);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public async Task Pipeline_input_warns_at_the_500th_request_after_the_finished_results(int limit)
    {
        await using SandboxFixture sandbox = await OpenAsync(520);
        ShellResult result = sandbox.Run(
            $"Get-WhylabsApiKey -Alias many* | Revoke-WhylabsApiKey -Force -ThrottleLimit {limit} 3>&1");
        int at = result.Output.ToList().FindIndex(item => item.BaseObject is WarningRecord);
        Assert.Equal(500, at);
        Assert.StartsWith(
            $"This command has sent 500 requests to org-123. {Many}", result.Output[at].ToString(), StringComparison.Ordinal);
        Assert.Equal(521, result.Output.Count);
        Assert.Equal(520, sandbox.Writes);
    }

    [Fact]
    public async Task Warning_that_ends_the_command_loses_no_result()
    {
        await using SandboxFixture sandbox = await OpenAsync(520);
        string[] outcome = sandbox.Outcome(
            "Get-WhylabsApiKey -Alias many* | Revoke-WhylabsApiKey -Force -ThrottleLimit 16 -WarningAction Stop");
        Assert.Equal("ActionPreferenceStop", outcome[^1]);
        Assert.Equal(500, outcome.Length - 1);
        Assert.Equal(500, sandbox.Writes);
    }

    private static int Reads(SandboxFixture sandbox) => sandbox.Server.Requests.Count(request => request.Method == "GET");

    private static async Task<SandboxFixture> OpenAsync(int keys, Func<string, string, string>? answer = null)
    {
        SandboxFixture sandbox = await SandboxFixture.OpenAsync(new SandboxOptions { RateLimit = 0 }, answer);
        for (int i = 1; i <= keys; i++)
        {
            string keyId = $"key{i:D7}";
            sandbox.Store.Add(
                new StoredKey(keyId, $"{keyId}.x:org-123", "org-123", "bob", DateTime.UtcNow.AddDays(-1)) { Alias = $"many {i}" });
        }

        return sandbox;
    }
}
