using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using System.Text.Json.Nodes;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;
using static WhylabsApiKey.Tests.Rotating.RotatedKey;

namespace WhylabsApiKey.Tests.Rotating;

/// <summary>Tests a service that returns another key than the requested one. The old key and the keys of others remain.</summary>
public class UnrequestedSuccessorTests
{
    private const string Update = $"Update-WhylabsApiKey {Old} -Save {{ param($New) $global:saved = $New.KeyId }} -Force -Endpoint ";

    public static TheoryData<string, string> Differences => new()
    {
        { "scopes", """[":user",":administrator"]""" },
        { "alias", "\"another\"" },
        { "expirationTime", "\"2030-01-01T00:00:00\"" },
        { "revoked", "true" },
    };

    [Theory]
    [MemberData(nameof(Differences))]
    public async Task New_key_that_differs_is_revoked_and_the_old_key_remains(string property, string value)
    {
        (ShellResult result, SandboxFixture sandbox) = await RotateAsync(key => key[property] = JsonNode.Parse(value));
        await using SandboxFixture _ = sandbox;
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("RotationUndone", error.Id());
        StoredKey successor = Assert.Single(Successors(sandbox.Store));
        Assert.True(successor.Revoked);
        Assert.Contains($"{property} (requested: ", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains($"{successor.KeyId} was revoked to undo", error.ErrorDetails.Message, StringComparison.Ordinal);
        AssertOnlyRevoked(sandbox, successor.KeyId);
    }

    [Theory]
    [InlineData("userId", "\"eve\"")]
    [InlineData("orgId", "\"org-999\"")]
    public async Task New_key_of_another_owner_or_organization_is_named_and_nothing_is_revoked(string property, string value)
    {
        (ShellResult result, SandboxFixture sandbox) = await RotateAsync(key => key[property] = JsonNode.Parse(value));
        await using SandboxFixture _ = sandbox;
        AssertNothingRevoked(result, sandbox);
    }

    [Fact]
    public async Task Key_created_before_the_request_is_named_and_nothing_is_revoked()
    {
        (ShellResult result, SandboxFixture sandbox) = await RotateAsync(key =>
        {
            key["alias"] = "another";
            key["creationTime"] = DateTime.UtcNow.AddHours(-1).ToString("s", CultureInfo.InvariantCulture);
        });
        await using SandboxFixture _ = sandbox;
        AssertNothingRevoked(result, sandbox);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Create_that_returns_the_old_key_revokes_nothing(bool differs)
    {
        (ShellResult result, SandboxFixture sandbox) = await RotateAsync(key =>
        {
            key["key"] = ((string)key["key"]!).Replace((string)key["keyId"]!, Old, StringComparison.Ordinal);
            key["keyId"] = Old;
            if (differs)
                key["alias"] = "another";
        });
        await using SandboxFixture _ = sandbox;
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("CreatedKeyDiffers", error.Id());
        Assert.Contains(Old, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("Get-WhylabsApiKey", error.ErrorDetails.Message, StringComparison.Ordinal);
        AssertOnlyRevoked(sandbox);
    }

    [Fact]
    public async Task Failed_Save_does_not_revoke_a_key_created_before_the_request()
    {
        (ShellResult result, SandboxFixture sandbox) = await RotateAsync(
            key => key["creationTime"] = DateTime.UtcNow.AddHours(-1).ToString("s", CultureInfo.InvariantCulture),
            "-Save { throw 'shut' }");
        await using SandboxFixture _ = sandbox;
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("RotationUndone", error.Id());
        Assert.Contains("was not revoked", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains(Assert.Single(Successors(sandbox.Store)).KeyId, error.ErrorDetails.Message, StringComparison.Ordinal);
        AssertOnlyRevoked(sandbox);
    }

    private static void AssertNothingRevoked(ShellResult result, SandboxFixture sandbox)
    {
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("CreatedKeyDiffers", error.Id());
        Assert.Contains(Assert.Single(Successors(sandbox.Store)).KeyId, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was revoked", error.ErrorDetails.Message, StringComparison.Ordinal);
        AssertOnlyRevoked(sandbox);
    }

    private static void AssertOnlyRevoked(SandboxFixture sandbox, params string[] revoked)
    {
        Assert.Equal(revoked, Successors(sandbox.Store).Where(key => key.Revoked).Select(key => key.KeyId));
        Assert.False(sandbox.Store.All.Single(key => key.KeyId == Old).Revoked);
        Assert.Equal(revoked.Length, sandbox.Server.Requests.Count(request => request.Method == "DELETE"));
        Assert.Equal([""], sandbox.Lines("\"$saved\""));
    }

    private static async Task<(ShellResult Result, SandboxFixture Sandbox)> RotateAsync(Action<JsonObject> change, string save = "")
    {
        SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        await using var proxy = new RewritingProxy(sandbox.Server, (request, body) =>
        {
            if (request.HttpMethod != "POST")
                return body;
            JsonObject key = JsonSerializer.Deserialize<JsonObject>(body)!;
            change(key);
            return key.ToJsonString();
        });
        string command = save.Length == 0 ? Update : $"Update-WhylabsApiKey {Old} {save} -Force -Endpoint ";
        return (sandbox.Run(command + proxy.Endpoint), sandbox);
    }
}
