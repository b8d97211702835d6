using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Commands;

public class UpdateTests
{
    private const string Save = "-Save { param($New, $Old) $global:saved = $New.RevealKey() }";

    [Fact]
    public async Task A_key_is_replaced_by_one_like_it_and_then_revoked()
    {
        await using Lab lab = await Lab.OpenAsync();
        StoredKey old = lab.Store.All.Single(key => key.KeyId == "zP0gHsa6Ri");
        string[] values = lab.Lines($$"""
            $new = Get-WhylabsApiKey zP0gHsa6Ri | Update-WhylabsApiKey {{Save}} -Confirm:$false
            $saved; $new.KeyId; $new.Replaces; $new.ReplacedRevoked; $new.RevealKey() -eq $saved
            """);

        StoredKey successor = Assert.Single(lab.Store.All, key => key.Token == values[0]);
        Assert.Equal([successor.KeyId, old.KeyId, "True", "True"], values[1..]);
        Assert.Equal((old.UserId, old.Alias, old.OrgId), (successor.UserId, successor.Alias, successor.OrgId));
        Assert.Equal(old.Scopes, successor.Scopes);
        Assert.Equal((old.Expires - old.Created)!.Value.TotalDays, (successor.Expires - successor.Created)!.Value.TotalDays, tolerance: 0.01);
        Assert.False(successor.Revoked);
        Assert.Contains(old.KeyId, lab.Revoked);
        Assert.Equal(["GET", "GET", "GET", "POST", "GET", "DELETE"], lab.Server.Requests.Select(request => request.Method));
        Assert.EndsWith("/v1/api-key/validate", lab.Server.Requests[4].Target, StringComparison.Ordinal);
        Assert.Equal(successor.Token, lab.Server.Requests[4].Headers["X-API-Key"]);
    }

    [Theory]
    [InlineData("-ExpiresInDays 30", 30)]
    [InlineData("-ExpirationTime ([datetimeoffset]::Now.AddDays(7))", 7)]
    public async Task The_lifetime_can_be_another(string lifetime, double days)
    {
        await using Lab lab = await Lab.OpenAsync();
        string value = Assert.Single(lab.Lines($"(Update-WhylabsApiKey b8XwE2rLmC {lifetime} {Save} -Force).ExpiresInDays.ToString([cultureinfo]::InvariantCulture)"));
        Assert.Equal(days, double.Parse(value, System.Globalization.CultureInfo.InvariantCulture), tolerance: 0.01);
    }

    [Fact]
    public async Task A_key_that_never_expires_is_replaced_by_one_that_never_expires()
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal(["True"], lab.Lines($"(Update-WhylabsApiKey b8XwE2rLmC {Save} -Force).NeverExpires"));
    }

    [Fact]
    public async Task The_old_key_can_be_kept_for_an_overlap()
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal(["b8XwE2rLmC", "False", "True"], lab.Lines("$new = Update-WhylabsApiKey b8XwE2rLmC -KeepOld -Force; $new.Replaces; $new.ReplacedRevoked; $new.Key -is [securestring]"));
        Assert.DoesNotContain("b8XwE2rLmC", lab.Revoked);
    }

    [Fact]
    public async Task Without_a_place_to_store_it_nothing_is_begun()
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.StartsWith("SaveMissing,", lab.Ending("Update-WhylabsApiKey b8XwE2rLmC -Force").FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(lab.Server.Requests);
    }

    [Theory]
    [InlineData("Update-WhylabsApiKey b8XwE2rLmC {0} -WhatIf")]
    [InlineData("Update-WhylabsApiKey b8XwE2rLmC {0} -WhatIf -Force")]
    [InlineData("& {{ $WhatIfPreference = $true; Get-WhylabsApiKey | Update-WhylabsApiKey {0} -Force }}")]
    public async Task A_preview_writes_nothing(string script)
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Empty(lab.Lines(string.Format(System.Globalization.CultureInfo.InvariantCulture, script, Save)));
        Assert.Equal(0, lab.Writes);
        Assert.Contains("API key b8XwE2rLmC \"dashboard\" of user-456 in org-123 at 127.0.0.1", lab.Screen, StringComparison.Ordinal);
        Assert.Contains("Replace by a new key that never expires, then revoke it", lab.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_key_is_asked_about()
    {
        var questions = new List<string>();
        await using Lab lab = await Lab.OpenAsync(answer: (_, message) =>
        {
            questions.Add(message);
            return questions.Count == 1 ? "No" : "Yes";
        });
        Assert.Equal(["m9DqBf3EyG"], lab.Lines($"(Get-WhylabsApiKey -KeyId T4ncYdo9Ju, m9DqBf3EyG | Update-WhylabsApiKey {Save}).Replaces"));
        Assert.Equal(2, questions.Count);
        Assert.Equal(["Qv71ksZpTa", "m9DqBf3EyG"], lab.Revoked);
    }

    [Fact]
    public async Task The_callers_own_key_is_replaced_only_when_that_is_meant()
    {
        await using Lab lab = await Lab.OpenAsync();
        ErrorRecord error = Assert.Single(lab.Run($"Update-WhylabsApiKey OpErAtOr01 -OrgId 0 {Save} -Force").Errors);
        Assert.StartsWith("OwnKey,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(0, lab.Writes);
        Assert.Equal(["True"], lab.Lines($"(Update-WhylabsApiKey OpErAtOr01 -OrgId 0 {Save} -Force -AllowSelf).ReplacedRevoked"));
    }

    [Fact]
    public async Task One_missing_key_is_one_error_and_the_rest_is_done()
    {
        await using Lab lab = await Lab.OpenAsync();
        ShellResult result = lab.Run($"Update-WhylabsApiKey T4ncYdo9Ju, missing, m9DqBf3EyG {Save} -Force");
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("KeyNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("missing", error.TargetObject);
        Assert.Equal(2, result.Output.Count);
    }

    [Fact]
    public async Task What_may_be_an_earlier_runs_successor_is_named_and_left_alone()
    {
        await using Lab lab = await Lab.OpenAsync();
        string first = Assert.Single(lab.Lines("(Update-WhylabsApiKey zP0gHsa6Ri -KeepOld -Force).KeyId"));
        ShellResult result = lab.Run($"Update-WhylabsApiKey zP0gHsa6Ri {Save} -Force");
        string warning = Assert.Single(result.Warnings);
        Assert.Contains(first, warning, StringComparison.Ordinal);
        Assert.Contains("zP0gHsa6Ri", warning, StringComparison.Ordinal);
        Assert.DoesNotContain(first, lab.Revoked);
        Assert.Empty(lab.Run($"Update-WhylabsApiKey b8XwE2rLmC {Save} -Force").Warnings);
    }

    [Theory]
    [InlineData("throw 'the vault is shut'", "the vault is shut")]
    [InlineData("throw $New.RevealKey()", "<redacted>")]
    [InlineData("throw \"cannot store $($New.RevealKey().Split('.')[1])\"", "cannot store <redacted>")]
    [InlineData("Get-Command no-such-command", "no-such-command")]
    [InlineData("Get-Command no-such-command -ErrorAction Continue", "no-such-command")]
    [InlineData("no-such-program", "no-such-program")]
    [InlineData("$null.Fail()", "null")]
    [InlineData("break", "")]
    [InlineData("continue", "")]
    [InlineData("exit 0", "")]
    [InlineData("& /bin/sh -c 'exit 3'", "exit code 3")]
    public async Task Any_failure_to_store_the_new_key_undoes_the_rotation(string save, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && save.Contains("/bin/sh", StringComparison.Ordinal), "There is no such program.");
        await using Lab lab = await Lab.OpenAsync();
        ShellResult result = lab.Run($"Update-WhylabsApiKey b8XwE2rLmC -Save {{ param($New, $Old) {save} }} -Force");

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Empty(result.Output);
        StoredKey successor = Assert.Single(lab.Store.All, key => key.Created > DateTime.UtcNow.AddMinutes(-1));
        Assert.StartsWith("RotationUndone,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(expected, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains($"Its successor {successor.KeyId} is revoked again.", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(successor.Token.Split('.', ':')[1], error.ToString() + error.Exception, StringComparison.Ordinal);
        Assert.True(successor.Revoked);
        Assert.DoesNotContain("b8XwE2rLmC", lab.Revoked);
    }

    [Theory]
    [InlineData("'noise'; $New; return")]
    [InlineData("$global:kept = $New.Key")]
    [InlineData("try { throw 'handled' } catch { }")]
    [InlineData("Get-Command no-such-command -ErrorAction Ignore")]
    public async Task What_the_script_writes_is_not_passed_on(string save)
    {
        await using Lab lab = await Lab.OpenAsync();
        ShellResult result = lab.Run($"Update-WhylabsApiKey b8XwE2rLmC -Save {{ param($New, $Old) {save} }} -Force");
        Assert.Empty(result.Errors);
        Assert.IsType<bool>(Assert.Single(result.Output).Properties["ReplacedRevoked"].Value);
        Assert.Contains("b8XwE2rLmC", lab.Revoked);
    }
}
