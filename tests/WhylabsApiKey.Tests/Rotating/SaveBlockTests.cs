using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Rotating;

/// <summary>Tests what -Save can do, and the effect of its failure on the rotation.</summary>
public class SaveBlockTests
{
    private const string SetVault = """
        function Set-Vault {
            [CmdletBinding(SupportsShouldProcess)] param($Value)
            if ($PSCmdlet.ShouldProcess('the vault')) { $global:saved = $Value }
        }
        """;

    [Theory]
    [InlineData("throw 'the vault is shut'", "works as before: the vault is shut. The new key")]
    [InlineData("throw $New.RevealKey()", "<redacted>")]
    [InlineData("throw \"cannot store $($New.RevealKey().Split('.')[1])\"", "cannot store <redacted>")]
    [InlineData("Get-Command no-such-command", "no-such-command")]
    [InlineData("Get-Command no-such-command -ErrorAction Continue", "no-such-command")]
    [InlineData("no-such-program", "no-such-program")]
    [InlineData("$null.Fail()", "null")]
    [InlineData("break", "-Save ended by exit, break or continue.")]
    [InlineData("continue", "-Save ended by exit, break or continue.")]
    [InlineData("exit 0", "-Save ended by exit, break or continue.")]
    [InlineData("$global:LASTEXITCODE = 3", "exit code")]
    [InlineData("& /bin/sh -c 'exit 3'", "exit code")]
    [InlineData("& /bin/sh -c 'exit 3'; & /bin/sh -c 'exit 0'", "exit code")]
    [InlineData("throw [Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($New.RevealKey()))", "<redacted>")]
    [InlineData("[int]::Parse($New.RevealKey())", "")]
    [InlineData("$New.Key.Dispose(); throw 'the vault is shut'", "the vault is shut")]
    public async Task Failure_of_Save_undoes_the_rotation(string save, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && save.Contains("/bin/sh", StringComparison.Ordinal), "Windows has no /bin/sh.");
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run($"Update-WhylabsApiKey b8XwE2rLmC -Save {{ param($New, $Old) {save} }} -Force");

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Empty(result.Output);
        Assert.StartsWith(
            "API key b8XwE2rLmC was not rotated, and works as before: ",
            error.ErrorDetails.Message,
            StringComparison.Ordinal);
        Assert.Equal("RotationUndone", error.Id());
        StoredKey successor = Assert.Single(sandbox.Store.All, key => key.Created > DateTime.UtcNow.AddHours(-1));
        Assert.Contains(expected, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains(
            $"The new key {successor.KeyId} was revoked to undo the rotation.", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(successor.Token.Split('.', ':')[1], error.ToString() + error.Exception, StringComparison.Ordinal);
        Assert.DoesNotContain(
            sandbox.Lines("$Error.ForEach{ \"$_ $($_.Exception) $($_.TargetObject)\" }"),
            text => text.Contains(successor.Token.Split('.', ':')[1], StringComparison.Ordinal));
        Assert.True(successor.Revoked);
        Assert.DoesNotContain("b8XwE2rLmC", sandbox.Revoked);
    }

    [Theory]
    [InlineData(
        "a module's script",
        "$ErrorActionPreference = 'Continue'",
        "$m = New-Module { $ErrorActionPreference = 'SilentlyContinue'; function Get-Script { { Get-Command no-such-command } } }; " +
        "Update-WhylabsApiKey b8XwE2rLmC -Save (Get-Script) -Force")]
    [InlineData(
        "a script through a module",
        "$global:ErrorActionPreference = 'SilentlyContinue'",
        "$m = New-Module { function Invoke-Rotation($Script) { Update-WhylabsApiKey b8XwE2rLmC -Save $Script -Force } }; " +
        "Invoke-Rotation { Get-Command no-such-command }")]
    [InlineData(
        "a module's function",
        "$global:ErrorActionPreference = 'Continue'",
        "$m = New-Module { function Set-Vault { Get-Command no-such-command } }; " +
        "Update-WhylabsApiKey b8XwE2rLmC -Save { Set-Vault } -Force")]
    [InlineData(
        "a module's function through a module",
        "$global:ErrorActionPreference = 'Continue'",
        "$m = New-Module { function Set-Vault { Get-Command no-such-command }; " +
        "function Invoke-Rotation($Script) { Update-WhylabsApiKey b8XwE2rLmC -Save $Script -Force } }; Invoke-Rotation { Set-Vault }")]
    public async Task Error_in_Save_undoes_the_rotation_with_every_module_and_preference(
        string from,
        string preference,
        string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        sandbox.Run(
            "$null = Connect-Whylabs -Endpoint $args[0] -ApiKey $args[1]",
            sandbox.Server.Endpoint,
            SandboxFixture.Secret(sandbox.Demo.OperatorToken)).ThrowIfFailed();
        ShellResult result = sandbox.Run($"{preference}; {script}; $ErrorActionPreference = 'Continue'; $Error[0].FullyQualifiedErrorId");
        Assert.True(result.Output[^1].ToString().StartsWith("RotationUndone,", StringComparison.Ordinal), from);
        Assert.DoesNotContain("b8XwE2rLmC", sandbox.Revoked);
    }

    [Theory]
    [InlineData("$global:ErrorActionPreference = 'SilentlyContinue'", "Set-Vault")]
    [InlineData("$global:ErrorActionPreference = 'Ignore'", "Set-Vault")]
    [InlineData("$global:ErrorActionPreference = 'Ignore'", "Get-Item /nope")]
    [InlineData("$global:ErrorActionPreference = 'SilentlyContinue'", "Write-VaultError")]
    [InlineData("$global:PSDefaultParameterValues['*:ErrorAction'] = 'SilentlyContinue'", "Get-Item /nope")]
    [InlineData("$global:PSDefaultParameterValues['*:EA'] = 'Ignore'", "Set-Vault")]
    [InlineData("$global:PSDefaultParameterValues['Get-Item:ErrorAction'] = 'Ignore'", "Set-Vault")]
    [InlineData("$global:PSDefaultParameterValues['*:ErrorA*'] = 'Ignore'", "Set-Vault")]
    [InlineData("$global:PSDefaultParameterValues['Get-Item:\"ErrorAction\"'] = 'Ignore'", "Set-Vault")]
    public async Task Error_in_Save_undoes_the_rotation_with_every_global_preference(string preference, string save)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run($$"""
            New-Module Vault {
                function Set-Vault { Get-Item /nope }
                function Write-VaultError {
                    [CmdletBinding()] param()
                    $PSCmdlet.WriteError([Management.Automation.ErrorRecord]::new('x', 'x', 0, 0))
                }
            } | Import-Module
            {{preference}}
            $set = "$global:ErrorActionPreference $($global:PSDefaultParameterValues.Keys | Sort-Object)"
            Update-WhylabsApiKey b8XwE2rLmC -Force -Save { {{save}} } -ErrorVariable problem -ErrorAction SilentlyContinue
            $problem.FullyQualifiedErrorId
            $set -eq "$global:ErrorActionPreference $($global:PSDefaultParameterValues.Keys | Sort-Object)"
            $global:ErrorActionPreference = 'Continue'
            """);
        Assert.StartsWith("RotationUndone,", result.Output[0].ToString(), StringComparison.Ordinal);
        Assert.Equal("True", result.Output[1].ToString());
        Assert.DoesNotContain("b8XwE2rLmC", sandbox.Revoked);
    }

    [Theory]
    [InlineData("$global:WhatIfPreference = $true")]
    [InlineData("$global:PSDefaultParameterValues['*:WhatIf'] = $true")]
    [InlineData("$global:PSDefaultParameterValues['Set-Vault:wi'] = $true")]
    [InlineData("$global:PSDefaultParameterValues['Set-*:What*'] = $true")]
    [InlineData("$global:PSDefaultParameterValues['Set-Vault:\"WhatIf\"'] = $true")]
    public async Task Function_of_a_module_stores_the_key_with_every_global_preference(string preference)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(["True", "True"], sandbox.Lines($$"""
            New-Module Vault { {{SetVault}} } | Import-Module
            {{preference}}
            $new = Update-WhylabsApiKey b8XwE2rLmC -WhatIf:$false -Confirm:$false -Save { param($New) Set-Vault $New.RevealKey() }
            $new.ReplacedRevoked; $saved -eq $new.RevealKey()
            """));
    }

    [Theory]
    [InlineData("SilentlyContinue", "{ param($New) Save-Key $New }.GetNewClosure()")]
    [InlineData("Ignore", "{ param($New) Save-Key $New }.GetNewClosure()")]
    [InlineData("SilentlyContinue", "{ param($New) Save-Key $New }")]
    public async Task Error_in_Save_undoes_the_rotation_with_every_preference_of_a_calling_function(string preference, string save)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run($$"""
            function Save-Key { [CmdletBinding()] param($Key) Write-Error 'the vault is shut' }
            function Invoke-Rotation {
                [CmdletBinding()] param()
                Update-WhylabsApiKey b8XwE2rLmC -Force -Save {{save}}
                "$ErrorActionPreference"
            }
            Invoke-Rotation -ErrorAction {{preference}}
            """);
        Assert.Equal(preference, Assert.Single(result.Output).ToString());
        Assert.Equal(2, sandbox.Writes);
        Assert.DoesNotContain("b8XwE2rLmC", sandbox.Revoked);
    }

    [Theory]
    [InlineData("", "{ param($New) Set-Vault $New.RevealKey() }")]
    [InlineData("", "{ param($New) Set-Vault $New.RevealKey() }.GetNewClosure()")]
    [InlineData("-WhatIf", "{ param($New) Set-Vault $New.RevealKey() }")]
    [InlineData("-WhatIf", "{ param($New) Set-Vault $New.RevealKey() }.GetNewClosure()")]
    [InlineData("-Confirm", "{ param($New) Set-Vault $New.RevealKey() }.GetNewClosure()")]
    [InlineData("-ErrorAction SilentlyContinue", "{ param($New) $null = Get-Item /nope -ErrorAction Ignore; Set-Vault $New.RevealKey() }")]
    public async Task Function_that_calls_a_rotation_stores_the_key_and_keeps_its_preferences(string parameters, string save)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(answer: (_, _) => "N");
        Assert.Equal(["True True True"], sandbox.Lines($$"""
            {{SetVault}}
            function Invoke-Rotation {
                [CmdletBinding(SupportsShouldProcess)] param()
                $before = "$ErrorActionPreference $WhatIfPreference $ConfirmPreference"
                $new = Update-WhylabsApiKey b8XwE2rLmC -WhatIf:$false -Confirm:$false -Save {{save}}
                $isSame = $before -eq "$ErrorActionPreference $WhatIfPreference $ConfirmPreference"
                "$($new.ReplacedRevoked) $($saved -eq $new.RevealKey()) $isSame"
            }
            Invoke-Rotation {{parameters}}
            """));
        Assert.Equal(["Continue", "False", "High"], sandbox.Lines("$ErrorActionPreference; $WhatIfPreference; $ConfirmPreference"));
    }

    [Theory]
    [InlineData("Get-Old 2>$null")]
    [InlineData("Get-Old -ErrorAction SilentlyContinue")]
    [InlineData("try { Get-Old -ErrorAction Stop } catch { }")]
    [InlineData("/bin/sh -c 'exit 1'; /bin/sh -c 'exit 0'; $global:LASTEXITCODE = 0")]
    public async Task Module_that_looks_for_something_missing_can_store_the_key(string probe)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && probe.Contains("/bin/sh", StringComparison.Ordinal), "Windows has no /bin/sh.");
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(["True", "True"], sandbox.Lines($$"""
            New-Module Vault {
                function Get-Old { [CmdletBinding()] param() Write-Error 'there is no secret' }
                function Set-Vault($Value) { $null = {{probe}}; $global:saved = $Value }
            } | Import-Module
            $new = Update-WhylabsApiKey b8XwE2rLmC -Force -Save { param($New) Set-Vault $New.RevealKey() }
            $new.ReplacedRevoked; $saved -eq $new.RevealKey()
            """));
    }

    [Theory]
    [InlineData("$ConfirmPreference = 'Low'")]
    [InlineData("$global:PSDefaultParameterValues['Set-*:Confirm'] = $true")]
    [InlineData("$global:PSDefaultParameterValues['Set-Vault:cf'] = $true")]
    public async Task Save_asks_nothing_because_the_rotation_is_confirmed(string preference)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(answer: (_, _) => "N");
        Assert.Equal(["True True"], sandbox.Lines($$"""
            New-Module Vault { {{SetVault}} } | Import-Module
            {{preference}}
            $new = Update-WhylabsApiKey b8XwE2rLmC -Force -Save { param($New) Set-Vault $New.RevealKey() }
            "$($new.ReplacedRevoked) $($saved -eq $new.RevealKey())"
            """));
    }

    [Theory]
    [InlineData("Update-WhylabsApiKey b8XwE2rLmC -Force -Save { $store }")]
    [InlineData("Invoke-Rotation { $store }")]
    public async Task Save_that_returns_a_script_block_undoes_the_rotation(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        sandbox.Run(
            """
            $null = Connect-Whylabs -Endpoint $args[0] -ApiKey $args[1]
            New-Module { function Invoke-Rotation($Script) { Update-WhylabsApiKey b8XwE2rLmC -Save $Script -Force } } | Import-Module
            $store = { param($New) $global:saved = $New }
            """,
            sandbox.Server.Endpoint,
            SandboxFixture.Secret(sandbox.Demo.OperatorToken)).ThrowIfFailed();
        ErrorRecord error = Assert.Single(sandbox.Run(script).Errors);
        Assert.Equal("RotationUndone", error.Id());
        Assert.Contains("-Save returned a script block and did not call it.", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_sees_the_variables_of_its_caller()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(["prod keys mine old-one"], sandbox.Lines("""
            $defaults = 'prod'; $save = 'keys'; $args = 'mine'; $preferences = 'old-one'
            $null = Update-WhylabsApiKey b8XwE2rLmC -Force -Save { param($New) $global:seen = "$defaults $save mine $preferences" }
            $seen
            """));
    }

    [Theory]
    [InlineData("Set-Variable WhatIfPreference $false -Scope Global -Option ReadOnly", "{ }")]
    [InlineData("", "{ throw 'the vault is shut' }")]
    [InlineData("", "{ exit 3 }")]
    [InlineData("", "{ $global:ErrorActionPreference = 'Ignore' }")]
    public async Task Preferences_are_restored_after_Save(string before, string save)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run($$"""
            {{before}}
            $global:ErrorActionPreference = 'SilentlyContinue'
            $null = Update-WhylabsApiKey b8XwE2rLmC -Force -Save {{save}}
            "$global:ErrorActionPreference $global:WhatIfPreference $(Get-Variable LASTEXITCODE -ValueOnly -ErrorAction Ignore)"
            $global:ErrorActionPreference = 'Continue'
            """);
        Assert.Equal("SilentlyContinue False ", Assert.Single(result.Output).ToString());
    }

    [Fact]
    public async Task Save_stores_the_key_even_if_WhatIfPreference_is_set()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(["True", "True"], sandbox.Lines($$"""
            {{SetVault}}
            $WhatIfPreference = $true
            $new = Update-WhylabsApiKey b8XwE2rLmC -WhatIf:$false -Force -Save { param($New) Set-Vault $New.RevealKey() }
            $new.ReplacedRevoked; $saved -eq $new.RevealKey()
            """));
        Assert.Equal(["zP0gHsa6Ri"], sandbox.Lines("""
            $WhatIfPreference = $false
            $null = Update-WhylabsApiKey zP0gHsa6Ri -Force -Save { param($New) $global:replaces = $New.Replaces }
            $replaces
            """));
    }

    [Fact]
    public async Task Program_that_writes_to_standard_error_has_succeeded_and_LASTEXITCODE_is_kept()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no /bin/sh.");
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(["True", "7"], sandbox.Lines("""
            & /bin/sh -c 'exit 7'
            $null = Update-WhylabsApiKey zP0gHsa6Ri -Force -Save { }
            (Update-WhylabsApiKey b8XwE2rLmC -Force -Save { & /bin/sh -c 'echo a notice >&2' }).ReplacedRevoked; $LASTEXITCODE
            """));
    }

    [Fact]
    public async Task Error_suggests_to_store_the_old_key_again_if_Save_was_running()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string message = Assert.Single(
            sandbox.Run(
                "Update-WhylabsApiKey b8XwE2rLmC -Force -Save { $global:saved = 1; throw 'no restart' }").Errors).ErrorDetails.Message;
        Assert.EndsWith("If -Save stored the new key, store the old one again.", message, StringComparison.Ordinal);
        sandbox.Server.FaultFor = request => request.Target.EndsWith("/validate", StringComparison.Ordinal) ? "403" : null;
        message = Assert.Single(
            sandbox.Run("Update-WhylabsApiKey b8XwE2rLmC -Force -Save { } -MaximumRetryCount 0").Errors).ErrorDetails.Message;
        Assert.EndsWith("was revoked to undo the rotation.", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'noise'; $New; return")]
    [InlineData("$global:kept = $New.Key")]
    [InlineData("try { throw 'handled' } catch { }")]
    [InlineData("Get-Command no-such-command -ErrorAction Ignore")]
    public async Task Output_of_Save_is_discarded(string save)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run($"Update-WhylabsApiKey b8XwE2rLmC -Save {{ param($New, $Old) {save} }} -Force");
        Assert.Empty(result.Errors);
        Assert.IsType<bool>(Assert.Single(result.Output).Properties["ReplacedRevoked"].Value);
        Assert.Contains("b8XwE2rLmC", sandbox.Revoked);
    }
}
