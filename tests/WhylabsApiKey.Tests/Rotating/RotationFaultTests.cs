using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;
using static WhylabsApiKey.Tests.Rotating.RotatedKey;

namespace WhylabsApiKey.Tests.Rotating;

/// <summary>
/// Tests a rotation with a fault at each of its requests. Either the new key is stored and works, or the old key works as before. The
/// error describes the result.
/// </summary>
public class RotationFaultTests
{
    // The steps: list with the old key and earlier successors, create, validation, revocation.
    private const int Steps = 4;

    public static TheoryData<int, string> Faults()
    {
        var faults = new TheoryData<int, string>();
        for (int step = 0; step < Steps; step++)
        {
            foreach (string fault in new[] { "drop-before", "drop", "truncate", "403", "429", "503" })
                faults.Add(step, fault);
        }

        return faults;
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Fault_at_any_step_leaves_a_working_key_and_an_accurate_error(int step, string fault)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        int request = -1;
        sandbox.Server.FaultFor = _ => Interlocked.Increment(ref request) == step ? fault : null;
        ShellResult result = sandbox.Run(
            $"Update-WhylabsApiKey {Old} -Save {{ param($New) $global:saved = $New.RevealKey() }} -Force -MaximumRetryCount 0");

        string messages = string.Join(
            " ", result.Errors.Append(result.EndedBy).OfType<ErrorRecord>().Select(error => error.ErrorDetails.Message));
        // The list of the owner's keys proves a revocation whose response is lost.
        bool isFoundRevoked = step == Steps - 1 && fault is ("drop" or "truncate");
        Assert.Equal(isFoundRevoked, messages.Length == 0);
        AssertOneKeyWorks(sandbox.Store, Assert.Single(sandbox.Lines("\"$saved\"")));
        Assert.All(
            Successors(sandbox.Store).Where(key => !key.Revoked && result.Output.All(shown => shown.ToString() != key.KeyId)),
            unreported => Assert.Contains(unreported.KeyId, messages, StringComparison.Ordinal));
        if (messages.Contains("works as before", StringComparison.Ordinal) || result.Output.Count == 0)
            Assert.False(sandbox.Store.All.Single(key => key.KeyId == Old).Revoked);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Connection_that_breaks_once_is_retried(int step)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        int request = -1;
        sandbox.Server.FaultFor = _ => Interlocked.Increment(ref request) == step ? "drop" : null;
        Assert.Equal(["True"], sandbox.Lines($"(Update-WhylabsApiKey {Old} -Save {{ }} -Force).ReplacedRevoked"));
    }

    [Fact]
    public async Task New_key_that_is_not_accepted_at_once_is_retried()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(new SandboxOptions { ConsistencyDelayMs = 1000 });
        Assert.Equal(["True"], sandbox.Lines($"(Update-WhylabsApiKey {Old} -Save {{ }} -Force).ReplacedRevoked"));
    }

    [Fact]
    public async Task New_key_that_cannot_be_revoked_is_named_with_the_command_to_revoke_it()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Server.FaultFor = request => request.Method == "DELETE" ? "503" : null;
        ErrorRecord error = Assert.Single(
            sandbox.Run($"Update-WhylabsApiKey {Old} -Save {{ throw 'shut' }} -Force -MaximumRetryCount 0").Errors);
        StoredKey successor = Assert.Single(Successors(sandbox.Store));
        Assert.Equal("RotationUndone", error.Id());
        Assert.EndsWith(
            $"Revoke-WhylabsApiKey -KeyId '{successor.KeyId}' -UserId 'bob' "
                + $"-OrgId 'org-123' -Endpoint '{sandbox.Server.Endpoint}' -ApiVersion V0",
            error.ErrorDetails.Message,
            StringComparison.Ordinal);

        sandbox.Server.FaultFor = null;
        string command = error.ErrorDetails.Message[error.ErrorDetails.Message.IndexOf("Revoke-Whylabs", StringComparison.Ordinal)..];
        Assert.Equal([successor.KeyId], sandbox.Lines(command + " -Force"));
    }

    [Theory]
    [InlineData("Continue")]
    [InlineData("Stop")]
    public async Task Old_key_that_cannot_be_revoked_is_an_error_beside_the_new_key(string errorAction)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Server.FaultFor = request => request.Method == "DELETE" ? "503" : null;
        ShellResult result = sandbox.Run(
            $$"""
            $got = [System.Collections.ArrayList]::new(); $problem = $null
            try {
                Update-WhylabsApiKey {{Old}} -Save { } -Force -MaximumRetryCount 0 -ErrorAction {{errorAction}} -ErrorVariable problem |
                    ForEach-Object { $null = $got.Add($_) }
            } catch { $problem = $_ }
            $got.Count; $got[0].ReplacedRevoked; $got[0].KeyId; @($problem)[0].FullyQualifiedErrorId; @($problem)[0].ErrorDetails.Message
            """);
        StoredKey successor = Assert.Single(Successors(sandbox.Store));
        string[] lines = [.. result.Output.Select(line => line.ToString())];
        Assert.Equal(["1", "False", successor.KeyId], lines[..3]);
        Assert.StartsWith("OldKeyNotRevoked,", lines[3], StringComparison.Ordinal);
        Assert.EndsWith(
            $"Revoke-WhylabsApiKey -KeyId '{Old}' -UserId 'bob' -OrgId 'org-123' -Endpoint '{sandbox.Server.Endpoint}' -ApiVersion V0",
            lines[4],
            StringComparison.Ordinal);
        Assert.False(successor.Revoked);
    }

    [Fact]
    public async Task Service_without_validation_route_causes_only_a_warning()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(new SandboxOptions { V1 = false });
        ShellResult result = sandbox.Run($"(Update-WhylabsApiKey {Old} -Save {{ }} -Force -Verbose).ReplacedRevoked");
        Assert.Equal("True", Assert.Single(result.Output).ToString());
        Assert.Contains("did not check that it accepts the new key", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undone_rotation_has_no_warning_about_the_new_key()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(new SandboxOptions { V1 = false });
        ShellResult result = sandbox.Run("Update-WhylabsApiKey zP0gHsa6Ri -Force -Save { throw 'shut' }");
        Assert.Equal("RotationUndone", Assert.Single(result.Errors).Id());
        Assert.Empty(result.Warnings);
    }
}
