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
    [InlineData("throw 'the vault is shut'", "works as before: the vault is shut. Its successor")]
    [InlineData("throw $New.RevealKey()", "<redacted>")]
    [InlineData("throw \"cannot store $($New.RevealKey().Split('.')[1])\"", "cannot store <redacted>")]
    [InlineData("Get-Command no-such-command", "no-such-command")]
    [InlineData("Get-Command no-such-command -ErrorAction Continue", "no-such-command")]
    [InlineData("no-such-program", "no-such-program")]
    [InlineData("$null.Fail()", "null")]
    [InlineData("break", "")]
    [InlineData("continue", "")]
    [InlineData("exit 0", "")]
    [InlineData("& /bin/sh -c 'exit 3'", "exit code")]
    [InlineData("& /bin/sh -c 'exit 3'; & /bin/sh -c 'exit 0'", "exit code")]
    [InlineData("throw [Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($New.RevealKey()))", "<redacted>")]
    [InlineData("[int]::Parse($New.RevealKey())", "")]
    [InlineData("$New.Key.Dispose(); throw 'the vault is shut'", "the vault is shut")]
    public async Task Any_failure_to_store_the_new_key_undoes_the_rotation(string save, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && save.Contains("/bin/sh", StringComparison.Ordinal), "There is no such program.");
        await using Lab lab = await Lab.OpenAsync();
        ShellResult result = lab.Run($"Update-WhylabsApiKey b8XwE2rLmC -Save {{ param($New, $Old) {save} }} -Force");

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Empty(result.Output);
        Assert.StartsWith("API key b8XwE2rLmC was not rotated, and works as before: ", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.StartsWith("RotationUndone,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        StoredKey successor = Assert.Single(lab.Store.All, key => key.Created > DateTime.UtcNow.AddHours(-1));
        Assert.Contains(expected, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains($"Its successor {successor.KeyId} is revoked again.", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(successor.Token.Split('.', ':')[1], error.ToString() + error.Exception, StringComparison.Ordinal);
        Assert.DoesNotContain(lab.Lines("$Error.ForEach{ \"$_ $($_.Exception) $($_.TargetObject)\" }"), text => text.Contains(successor.Token.Split('.', ':')[1], StringComparison.Ordinal));
        Assert.True(successor.Revoked);
        Assert.DoesNotContain("b8XwE2rLmC", lab.Revoked);
    }

    [Theory]
    [InlineData("a module's script", "$ErrorActionPreference = 'Continue'", "$m = New-Module { $ErrorActionPreference = 'SilentlyContinue'; function Get-Script { { Get-Command no-such-command } } }; Update-WhylabsApiKey b8XwE2rLmC -Save (Get-Script) -Force")]
    [InlineData("a script through a module", "$global:ErrorActionPreference = 'SilentlyContinue'", "$m = New-Module { function Invoke-Rotation($Script) { Update-WhylabsApiKey b8XwE2rLmC -Save $Script -Force } }; Invoke-Rotation { Get-Command no-such-command }")]
    [InlineData("a module's function", "$global:ErrorActionPreference = 'Continue'", "$m = New-Module { function Set-Vault { Get-Command no-such-command } }; Update-WhylabsApiKey b8XwE2rLmC -Save { Set-Vault } -Force")]
    [InlineData("a module's function through a module", "$global:ErrorActionPreference = 'Continue'", "$m = New-Module { function Set-Vault { Get-Command no-such-command }; function Invoke-Rotation($Script) { Update-WhylabsApiKey b8XwE2rLmC -Save $Script -Force } }; Invoke-Rotation { Set-Vault }")]
    public async Task An_error_counts_wherever_the_script_comes_from_and_whatever_the_preferences_are(string from, string preference, string script)
    {
        await using Lab lab = await Lab.OpenAsync(configured: false);
        lab.Run("$null = Connect-Whylabs -Endpoint $args[0] -ApiKey $args[1]", lab.Server.Endpoint, Lab.Secret(lab.Demo.OperatorToken)).ThrowIfEnded();
        ShellResult result = lab.Run($"{preference}; {script}; $ErrorActionPreference = 'Continue'; $Error[0].FullyQualifiedErrorId");
        Assert.True(result.Output[^1].ToString().StartsWith("RotationUndone,", StringComparison.Ordinal), from);
        Assert.DoesNotContain("b8XwE2rLmC", lab.Revoked);
    }

    [Fact]
    public async Task A_script_that_stores_does_so_even_where_previews_are_the_rule()
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal(["True", "True"], lab.Lines("""
            function Set-Vault { [CmdletBinding(SupportsShouldProcess)] param($Value) if ($PSCmdlet.ShouldProcess('the vault')) { $global:saved = $Value } }
            $WhatIfPreference = $true
            $new = Update-WhylabsApiKey b8XwE2rLmC -WhatIf:$false -Force -Save { param($New) Set-Vault $New.RevealKey() }
            $new.ReplacedRevoked; $saved -eq $new.RevealKey()
            """));
    }

    [Fact]
    public async Task A_program_that_only_warns_has_stored_and_leaves_the_exit_code_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no such program.");
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal(["True", "7"], lab.Lines("""
            & /bin/sh -c 'exit 7'
            (Update-WhylabsApiKey b8XwE2rLmC -Force -Save { & /bin/sh -c 'echo a notice >&2' }).ReplacedRevoked; $LASTEXITCODE
            """));
    }

    [Fact]
    public async Task What_was_stored_before_the_failure_is_spoken_of()
    {
        await using Lab lab = await Lab.OpenAsync();
        string message = Assert.Single(lab.Run("Update-WhylabsApiKey b8XwE2rLmC -Force -Save { $global:saved = 1; throw 'no restart' }").Errors).ErrorDetails.Message;
        Assert.EndsWith("If -Save has stored it all the same, put the old key back there.", message, StringComparison.Ordinal);
        lab.Server.FaultFor = request => request.Target.EndsWith("/validate", StringComparison.Ordinal) ? "403" : null;
        message = Assert.Single(lab.Run("Update-WhylabsApiKey b8XwE2rLmC -Force -Save { } -MaximumRetryCount 0").Errors).ErrorDetails.Message;
        Assert.EndsWith("is revoked again.", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_limited_to_a_resource_is_not_replaced_by_one_that_may_do_more()
    {
        await using Lab lab = await Lab.OpenAsync();
        lab.Store.Add(lab.Store.All.Single(key => key.KeyId == "zP0gHsa6Ri") with { ResourceId = "model-7" });
        Assert.StartsWith("UnsupportedInVersion,", lab.Ending($"Update-WhylabsApiKey zP0gHsa6Ri {Save} -Force").FullyQualifiedErrorId, StringComparison.Ordinal);
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
        lab.Run("1..2 | ForEach-Object { $null = New-WhylabsApiKey bob twin }").ThrowIfEnded();
        ShellResult result = lab.Run($"Get-WhylabsApiKey -Alias twin | Update-WhylabsApiKey {Save} -Force");
        Assert.Equal(2, result.Output.Count);
        Assert.True(result.Warnings.Count <= 1, "Only the elder one has a sibling that came after it.");
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
