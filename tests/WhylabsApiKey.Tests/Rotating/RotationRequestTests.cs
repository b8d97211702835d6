using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Rotating;

/// <summary>Tests the number of requests of a rotation, and when it needs one more.</summary>
public class RotationRequestTests
{
    private const string SlowSave = "-Save { [System.Threading.Thread]::Sleep(5200) }";

    [Theory]
    [InlineData("Get-WhylabsApiKey -Alias many* | Update-WhylabsApiKey -Force -Save { }", 1)]
    [InlineData("Update-WhylabsApiKey (1..20 | ForEach-Object { \"key{0:D7}\" -f $_ }) -Force -Save { }", 0)]
    public async Task Twenty_rotations_need_three_requests_for_each_key_and_one_list(string script, int before)
    {
        await using SandboxFixture sandbox = await OpenAsync(20);
        Assert.Equal(20, sandbox.Lines(script).Length);
        string[] sent = [.. sandbox.Server.Requests.Skip(before).Select(request => $"{request.Method} {request.Target.Split('?')[0]}")];
        Assert.InRange(sent.Length / 20.0, 3, 3.2);
        Assert.Single(sent, line => line == "GET /v0/organizations/org-123/api-key");
        Assert.Equal(20, sent.Count(line => line == "GET /v1/api-key/validate"));
        Assert.Equal(20, sent.Count(line => line.StartsWith("POST", StringComparison.Ordinal)));
        Assert.Equal(20, sent.Count(line => line.StartsWith("DELETE", StringComparison.Ordinal)));
        Assert.Equal(20, sandbox.Revoked.Count(keyId => keyId.StartsWith("key", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Slow_Save_needs_one_more_look_up()
    {
        await using SandboxFixture sandbox = await OpenAsync(1);
        Assert.Single(sandbox.Lines($"(Update-WhylabsApiKey key0000001 -Force {SlowSave}).KeyId"));
        Assert.Equal(5, sandbox.Server.Requests.Count);
        Assert.Equal("/v0/organizations/org-123/api-key?user_id=bob", sandbox.Server.Requests[3].Target);
        Assert.Contains("key0000001", sandbox.Revoked);
    }

    [Fact]
    public async Task Earlier_successors_are_those_of_the_same_owner()
    {
        await using SandboxFixture sandbox = await OpenAsync(1);
        StoredKey old = sandbox.Store.All.Single(key => key.KeyId == "key0000001");
        sandbox.Store.Add(old with { KeyId = "ofEve00001", Token = "ofEve00001.x:org-123", UserId = "eve", Created = DateTime.UtcNow });
        Assert.Empty(sandbox.Run("Update-WhylabsApiKey key0000001 -Force -KeepOld").Warnings);
        sandbox.Store.Add(old with { KeyId = "ofBob00001", Token = "ofBob00001.x:org-123", Created = DateTime.UtcNow });
        Assert.Contains(
            "ofBob00001",
            Assert.Single(sandbox.Run("Update-WhylabsApiKey key0000001 -Force -KeepOld").Warnings),
            StringComparison.Ordinal);
    }

    private static async Task<SandboxFixture> OpenAsync(int keys)
    {
        SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Store.AddOrganization("org-123", paid: true);
        for (int i = 1; i <= keys; i++)
        {
            string keyId = $"key{i:D7}";
            sandbox.Store.Add(
                new StoredKey(keyId, $"{keyId}.x:org-123", "org-123", "bob", DateTime.UtcNow.AddDays(-1)) { Alias = $"many {i}" });
        }

        return sandbox;
    }
}
