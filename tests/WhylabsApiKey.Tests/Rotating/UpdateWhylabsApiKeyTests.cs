using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Rotating;

/// <summary>Tests which keys Update-WhylabsApiKey replaces, and the properties of the new keys.</summary>
public class UpdateWhylabsApiKeyTests
{
    private const string Save = "-Save { param($New, $Old) $global:saved = $New.RevealKey() }";

    [Fact]
    public async Task Rotation_creates_a_similar_key_and_revokes_the_old_one()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        StoredKey old = sandbox.Store.All.Single(key => key.KeyId == "zP0gHsa6Ri");
        string[] values = sandbox.Lines($$"""
            $new = Get-WhylabsApiKey zP0gHsa6Ri | Update-WhylabsApiKey {{Save}} -Confirm:$false
            $saved; $new.KeyId; $new.Replaces; $new.ReplacedRevoked; $new.RevealKey() -eq $saved
            """);

        StoredKey successor = Assert.Single(sandbox.Store.All, key => key.Token == values[0]);
        Assert.Equal([successor.KeyId, old.KeyId, "True", "True"], values[1..]);
        Assert.Equal((old.UserId, old.Alias, old.OrgId), (successor.UserId, successor.Alias, successor.OrgId));
        Assert.Equal(old.Scopes, successor.Scopes);
        Assert.Equal(
            (old.Expires - old.Created)!.Value.TotalDays,
            (successor.Expires - successor.Created)!.Value.TotalDays,
            tolerance: 0.01);
        Assert.False(successor.Revoked);
        Assert.Contains(old.KeyId, sandbox.Revoked);
        Assert.Equal(["GET", "GET", "POST", "GET", "DELETE"], sandbox.Server.Requests.Select(request => request.Method));
        Assert.EndsWith("/v1/api-key/validate", sandbox.Server.Requests[3].Target, StringComparison.Ordinal);
        Assert.Equal(successor.Token, sandbox.Server.Requests[3].Headers["X-API-Key"]);
    }

    [Fact]
    public async Task Key_of_another_owner_is_not_rotated()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal("KeyNotFound", Assert.Single(sandbox.Run($"Update-WhylabsApiKey zP0gHsa6Ri user-123 {Save} -Force").Errors).Id());
        Assert.Equal(0, sandbox.Writes);
    }

    [Fact]
    public async Task Own_key_can_be_rotated_with_KeepOld()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(["OpErAtOr01"], sandbox.Lines("(Update-WhylabsApiKey OpErAtOr01 -OrgId 0 -KeepOld -Force).Replaces"));
    }

    [Fact]
    public async Task Duplicate_key_is_rotated_once_with_a_warning()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run(
            "'b8XwE2rLmC', 'b8XwE2rLmC' | ForEach-Object { [pscustomobject]@{ KeyId = $_ } } | Update-WhylabsApiKey -KeepOld -Force");
        Assert.Single(result.Output);
        Assert.Contains("b8XwE2rLmC was already processed", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(1, sandbox.Writes);
    }

    [Fact]
    public async Task Key_that_was_not_rotated_can_be_piped_in_again()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run(
            "'user-123', '' | ForEach-Object { [pscustomobject]@{ KeyId = 'zP0gHsa6Ri'; UserId = $_ } } " +
            "| Update-WhylabsApiKey -KeepOld -Force");
        Assert.Equal("KeyNotFound", Assert.Single(result.Errors).Id());
        Assert.Single(result.Output);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public async Task KeepOld_does_not_revoke_the_old_key()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(
            ["b8XwE2rLmC", "False", "True"],
            sandbox.Lines(
                "$new = Update-WhylabsApiKey b8XwE2rLmC -KeepOld -Force; $new.Replaces; $new.ReplacedRevoked; " +
                "$new.Key -is [securestring]"));
        Assert.DoesNotContain("b8XwE2rLmC", sandbox.Revoked);
    }

    [Fact]
    public async Task Own_key_is_rotated_only_with_AllowSelf()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ErrorRecord error = Assert.Single(sandbox.Run($"Update-WhylabsApiKey OpErAtOr01 -OrgId 0 {Save} -Force").Errors);
        Assert.Equal("OwnKey", error.Id());
        Assert.Equal(0, sandbox.Writes);
        Assert.Equal(["True"], sandbox.Lines($"(Update-WhylabsApiKey OpErAtOr01 -OrgId 0 {Save} -Force -AllowSelf).ReplacedRevoked"));
    }

    [Fact]
    public async Task Missing_key_is_one_error_and_the_others_are_rotated()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run($"Update-WhylabsApiKey T4ncYdo9Ju, missing, m9DqBf3EyG {Save} -Force");
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("KeyNotFound", error.Id());
        Assert.Equal("missing", error.TargetObject);
        Assert.Equal(2, result.Output.Count);
    }

    [Fact]
    public async Task Key_limited_to_a_resource_is_not_replaced_by_an_unlimited_one()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Store.Add(sandbox.Store.All.Single(key => key.KeyId == "zP0gHsa6Ri") with { ResourceId = "model-7" });
        ShellResult result = sandbox.Run($"'zP0gHsa6Ri', 'K2uVt5wNxe' | Update-WhylabsApiKey {Save} -Force");
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("RotationImpossible", error.Id());
        Assert.Equal("zP0gHsa6Ri", error.TargetObject);
        Assert.StartsWith(
            "API key zP0gHsa6Ri cannot be rotated: it is limited to the resource model-7,",
            error.ErrorDetails.Message,
            StringComparison.Ordinal);
        Assert.Equal("K2uVt5wNxe", Assert.Single(result.Output).Properties["Replaces"].Value);
    }
}
