using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Commands;

/// <summary>Which key a rotation replaces, by what, and after what questions.</summary>
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

    [Theory]
    [InlineData("", 90)]
    [InlineData("-ExpiresInDays 30", 30)]
    public async Task The_lifetime_begins_by_the_services_clock(string lifetime, double days)
    {
        await using Lab lab = await Lab.OpenAsync(clock: new ShiftedClock(TimeSpan.FromDays(3)));
        string value = lab.Run($"(Update-WhylabsApiKey zP0gHsa6Ri {lifetime} {Save} -Force).ExpiresInDays.ToString([cultureinfo]::InvariantCulture)").Output[^1].ToString();
        Assert.Equal(days, double.Parse(value, System.Globalization.CultureInfo.InvariantCulture), tolerance: 0.01);
    }

    [Fact]
    public async Task A_key_of_another_owner_than_the_one_named_is_left_alone()
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal("KeyNotFound", Assert.Single(lab.Run($"Update-WhylabsApiKey zP0gHsa6Ri user-123 {Save} -Force").Errors).Id());
        Assert.Equal(0, lab.Writes);
    }

    [Fact]
    public async Task The_calling_key_may_be_rotated_where_it_is_kept()
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal(["OpErAtOr01"], lab.Lines("(Update-WhylabsApiKey OpErAtOr01 -OrgId 0 -KeepOld -Force).Replaces"));
    }

    [Fact]
    public async Task Only_what_came_after_a_key_may_be_its_successor()
    {
        await using Lab lab = await Lab.OpenAsync();
        ShellResult result = lab.Run("$null = New-WhylabsApiKey bob -Alias twin; [System.Threading.Thread]::Sleep(20); $second = New-WhylabsApiKey bob -Alias twin; Update-WhylabsApiKey $second.KeyId -KeepOld -Force");
        Assert.Empty(result.Warnings);
        Assert.Single(result.Output);
    }

    [Fact]
    public async Task A_lifetime_that_leaves_the_calendar_ends_with_it()
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal(["9999", "9999"], lab.Lines($"$far = New-WhylabsApiKey bob -ExpirationTime 9999-12-31; $new = Update-WhylabsApiKey $far.KeyId {Save} -Force; $far.ExpirationTime.Year; $new.ExpirationTime.Year"));
    }

    [Fact]
    public async Task A_key_that_comes_twice_is_rotated_once_and_a_successor_not_at_all()
    {
        await using Lab lab = await Lab.OpenAsync();
        ShellResult result = lab.Run("'b8XwE2rLmC', 'b8XwE2rLmC' | ForEach-Object { [pscustomobject]@{ KeyId = $_ } } | Update-WhylabsApiKey -KeepOld -Force");
        Assert.Single(result.Output);
        Assert.Contains("b8XwE2rLmC comes again", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal(1, lab.Writes);
    }

    [Fact]
    public async Task A_key_that_was_refused_may_come_again()
    {
        await using Lab lab = await Lab.OpenAsync();
        ShellResult result = lab.Run("'user-123', '' | ForEach-Object { [pscustomobject]@{ KeyId = 'zP0gHsa6Ri'; UserId = $_ } } | Update-WhylabsApiKey -KeepOld -Force");
        Assert.Equal("KeyNotFound", Assert.Single(result.Errors).Id());
        Assert.Single(result.Output);
        Assert.Empty(result.Warnings);
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
        Assert.Equal("SaveMissing", lab.Ending("Update-WhylabsApiKey b8XwE2rLmC -Force").Id());
        Assert.Empty(lab.Server.Requests);
    }

    [Theory]
    [InlineData("Update-WhylabsApiKey b8XwE2rLmC {0} -WhatIf")]
    [InlineData("Update-WhylabsApiKey b8XwE2rLmC {0} -WhatIf -Force")]
    [InlineData("Update-WhylabsApiKey b8XwE2rLmC -WhatIf")]
    [InlineData("& {{ $WhatIfPreference = $true; Get-WhylabsApiKey | Update-WhylabsApiKey {0} -Force }}")]
    public async Task A_preview_writes_nothing(string script)
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Empty(lab.Lines(string.Format(System.Globalization.CultureInfo.InvariantCulture, script, Save)));
        Assert.Equal(0, lab.Writes);
        Assert.Contains("API key b8XwE2rLmC \"dashboard\" of user-456 in org-123 at 127.0.0.1", lab.Screen, StringComparison.Ordinal);
        Assert.Contains("Rotate: make a new key that never expires, then revoke this one", lab.Screen, StringComparison.Ordinal);
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
        Assert.Equal("OwnKey", error.Id());
        Assert.Equal(0, lab.Writes);
        Assert.Equal(["True"], lab.Lines($"(Update-WhylabsApiKey OpErAtOr01 -OrgId 0 {Save} -Force -AllowSelf).ReplacedRevoked"));
    }

    [Fact]
    public async Task One_missing_key_is_one_error_and_the_rest_is_done()
    {
        await using Lab lab = await Lab.OpenAsync();
        ShellResult result = lab.Run($"Update-WhylabsApiKey T4ncYdo9Ju, missing, m9DqBf3EyG {Save} -Force");
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal("KeyNotFound", error.Id());
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

    [Fact]
    public async Task A_key_limited_to_a_resource_is_not_replaced_by_one_that_may_do_more()
    {
        await using Lab lab = await Lab.OpenAsync();
        lab.Store.Add(lab.Store.All.Single(key => key.KeyId == "zP0gHsa6Ri") with { ResourceId = "model-7" });
        Assert.Equal("UnsupportedInVersion", lab.Ending($"Update-WhylabsApiKey zP0gHsa6Ri {Save} -Force").Id());
        Assert.Equal(0, lab.Writes);
    }

    [Fact]
    public async Task In_v1_the_lifetime_and_the_resource_have_to_be_named()
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.StartsWith(
            "UnsupportedInVersion,",
            lab.Ending($"$script:admin = $args[0]; $made = New-WhylabsApiKey -Alias mine -ExpiresInDays 20 -ApiVersion V1 -ApiKey $admin -OrgId org-900; $made | Update-WhylabsApiKey -ApiVersion V1 -ApiKey $admin {Save} -Force", Lab.Secret(lab.Demo.AdministratorToken)).FullyQualifiedErrorId,
            StringComparison.Ordinal);
        ShellResult result = lab.Run($"$new = $made | Update-WhylabsApiKey -ApiVersion V1 -ApiKey $admin -ExpiresInDays 20 {Save} -Force; $new.Replaces -eq $made.KeyId; $new.ReplacedRevoked");
        Assert.Empty(result.Errors);
        Assert.Equal(["True", "True"], result.Output.Select(item => item.ToString()));
        Assert.Contains("-ResourceId", Assert.Single(result.Warnings), StringComparison.Ordinal);
        result = lab.Run($"($new | Update-WhylabsApiKey -ApiVersion V1 -ApiKey $admin -ExpiresInDays 20 -ResourceId model-7 {Save} -Force).ResourceId");
        Assert.Empty(result.Warnings);
        Assert.Equal("model-7", Assert.Single(result.Output).ToString());
    }

    [Fact]
    public async Task Siblings_that_are_rotated_together_are_not_taken_for_each_others_successors()
    {
        await using Lab lab = await Lab.OpenAsync();
        lab.Run("1..2 | ForEach-Object { $null = New-WhylabsApiKey bob twin }").ThrowIfFailed();
        ShellResult result = lab.Run($"Get-WhylabsApiKey -Alias twin | Update-WhylabsApiKey {Save} -Force");
        Assert.Equal(2, result.Output.Count);
        Assert.True(result.Warnings.Count <= 1, "Only the elder one has a sibling that came after it.");
    }
}
