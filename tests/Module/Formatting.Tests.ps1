BeforeAll {
    . $PSScriptRoot/Sandbox.ps1
    Import-Module $ModulePath -Force
    $script:sandbox = Start-Sandbox
    $script:longUser = 'user-0123456789abcdef0123456789abcdef'

    function Get-Line {
        param([int] $Width = 120)
        ($input | Out-String -Width $Width) -split '\r?\n' | Where-Object { $_.Trim() }
    }
}

AfterAll {
    Stop-Sandbox $sandbox
    Remove-Module WhylabsApiKey
}

Describe 'The table view' {
    It 'shows all six columns in a width of <_>' -ForEach 80, 120, 200 {
        $lines = Get-WhylabsApiKey | Get-Line -Width $_
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $_
        $lines[0] | Should -Match '^Alias +KeyId +Status +ExpirationTime +LastUsedTime +UserId$'
        $lines -match '^trainer +HMiFAgQeNb +Active +in 6 months +\d+ minutes ago +user-123$' | Should -HaveCount 1
        $lines -match '^poc +K2uVt5wNxe +Expired +40 days ago +41 days ago +bob$' | Should -HaveCount 1
        $lines -match '^ +R6jLc1hUoS +Active +in \d hours +2 days ago +user-789$' | Should -HaveCount 1
        $lines | Should -HaveCount 12
    }

    It 'does not truncate a long user id in 120 columns, nor key ids in 80' {
        $new = New-WhylabsApiKey -UserId $longUser -Alias ('a' * 50)
        ($new | Get-Line)[-1] | Should -Match "^a{17,19}\S+ $($new.KeyId) Active  never          unknown        $longUser$"
        ($new | Get-Line -Width 80)[-1] | Should -Match "^a{17,19}\S+ $($new.KeyId) Active  never          unknown        user-\S{2,5}$"
    }

    It 'aligns its columns with double-width characters' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $wide = [string]::new([char]0x7121, 20)
        $new = New-WhylabsApiKey -UserId bob -Alias $wide
        ($new | Get-Line)[-1] | Should -BeLikeExactly "$($wide.Substring(0, 9))$([char]0x2026)  $($new.KeyId) Active *"
    }

    It 'shows the status of a revoked key' {
        $new = New-WhylabsApiKey -UserId bob -Alias gone
        ($new | Revoke-WhylabsApiKey -Force | Get-Line)[-1] | Should -Match "^gone +$($new.KeyId) Revoked - +unknown +bob$"
    }

    It 'shows a hint about the secret above new keys, but not the secret' {
        $new = New-WhylabsApiKey -UserId bob -Alias fresh
        $lines = $new, (Get-WhylabsApiKey HMiFAgQeNb) | Get-Line -Width 80
        $lines[0..2] | Should -Be @(
            '   New key: The secret is only in this object, as Key.'
            '   RevealKey() shows it, if the object is in a variable.'
            '   If it is not, the secret is lost: revoke the key and create another.'
        )
        $lines -match 'New key' | Should -HaveCount 1
        $lines -match '^(fresh|trainer) ' | Should -HaveCount 2
        -join $lines | Should -Not -Match ([regex]::Escape($new.RevealKey().Substring(11, 40)))
    }

    It 'shows which key a rotation replaced, and its status' {
        $old = New-WhylabsApiKey -UserId bob -Alias turn -ExpiresInDays 9
        $kept = $old | Update-WhylabsApiKey -KeepOld -Force
        ($kept | Get-Line)[0] | Should -Be "   New key: Replaces $($old.KeyId) (still works)."
        $new = $kept | Update-WhylabsApiKey -Save { } -Force
        ($new | Get-Line)[0] | Should -Be "   New key: Replaces $($kept.KeyId) (revoked)."
        ($new | Get-Line)[1] | Should -Be '   The secret went to -Save. It is in this object too, as Key.'
        $new | Format-List | Get-Line -Width 80 | Should -Contain "Replaces       : $($kept.KeyId) (revoked)"
    }

    It 'is empty without keys' {
        Get-WhylabsApiKey -Alias 'no such key' | Format-Table | Out-String | Should -BeNullOrEmpty
    }
}

Describe 'The list view' {
    It 'shows each time as absolute and relative' {
        $key = Get-WhylabsApiKey -Alias ci
        $lines = $key | Format-List | Get-Line -Width 80
        ($lines -replace ' +:.*') -join ' ' | Should -Be 'Alias KeyId UserId OrgId Status Scopes CreationTime ExpirationTime LastUsedTime'
        $time = '\d{4}-\d\d-\d\d \d\d:\d\d [+-]\d\d:\d\d'
        $lines -match "^CreationTime   : $time$" | Should -HaveCount 1
        $lines -match "^ExpirationTime : $time \(in [89] days\)$" | Should -HaveCount 1
        $lines -match "^LastUsedTime   : $time \(2 hours ago\)$" | Should -HaveCount 1
        $lines -match "^ExpirationTime : $($key.ExpirationTime.ToString('yyyy-MM-dd HH:mm', [cultureinfo]::InvariantCulture)) " | Should -HaveCount 1
    }

    It 'shows all scopes' {
        $scopes = ':user', ':administrator', ':write_data', ':read_resource', ':write_resource'
        $new = New-WhylabsApiKey -UserId bob -Scope $scopes
        $new.Scopes | Sort-Object | Should -Be ($scopes | Sort-Object)
        $new | Format-List | Get-Line | Should -Contain "Scopes         : $($new.Scopes -join ', ')"
    }

    It 'shows the resource of a key' {
        [pscustomobject]@{ PSTypeName = 'WhylabsApiKey.ApiKey'; ResourceId = 'model-7' } | Format-List | Get-Line |
            Should -Contain 'ResourceId     : model-7'
    }

    It 'shows a hint about the secret of a new key, but not the secret' {
        $new = New-WhylabsApiKey -UserId bob
        $lines = $new | Format-List | Get-Line -Width 80
        $lines[-1] | Should -Be 'Secret         : only in this object, as Key; RevealKey() shows it'
        -join $lines | Should -Not -Match ([regex]::Escape($new.RevealKey().Substring(11, 40)))
    }
}

Describe 'The types that commands return' {
    It 'have a view, without which PowerShell would format later objects like them' {
        $types = (Get-Command -Module WhylabsApiKey).OutputType.Name -like 'WhylabsApiKey.*' | Sort-Object -Unique
        $types | Should -HaveCount 5
        $types | Where-Object { -not (Get-FormatData -TypeName $_) } | Should -BeNullOrEmpty
    }
}

Describe 'The default display properties' {
    It 'are six properties, or the key id in wide format' {
        $standard = (Get-WhylabsApiKey)[0].PSStandardMembers
        $standard.DefaultDisplayPropertySet.ReferencedPropertyNames | Should -Be Alias, KeyId, UserId, Status, ExpirationTime, LastUsedTime
        Get-WhylabsApiKey | Format-Wide -Column 1 | Get-Line | ForEach-Object Trim | Should -Be (Get-WhylabsApiKey).KeyId
    }

    It 'are shown in a list among objects of other types' {
        $lines = (Get-Item /), (Get-WhylabsApiKey HMiFAgQeNb) | Get-Line
        ($lines -match ' : ' -replace ' +:.*') -join ' ' | Should -Be 'Alias KeyId UserId Status ExpirationTime LastUsedTime'
    }
}

Describe 'Deserialized keys' {
    It 'from <from> look the same' -ForEach @(
        @{ From = 'a file'; Return = { $file = Join-Path $TestDrive 'keys.xml'; $input | Export-Clixml $file; Import-Clixml $file } }
        @{ From = 'a job'; Return = { $keys = @($input); Start-Job { $using:keys } | Receive-Job -Wait -AutoRemoveJob } }
    ) {
        $keys = @(Get-WhylabsApiKey) + @(Get-WhylabsApiKey -UserId user-123 -IncludeRevoked)
        $back = $keys | & $Return
        $back[0].PSTypeNames[0] | Should -Be 'Deserialized.WhylabsApiKey.ApiKey'
        $back | Out-String | Should -Be ($keys | Out-String)
        $back | Format-List | Out-String | Should -Be ($keys | Format-List | Out-String)
    }

    It 'have a hint without the method' {
        $new = New-WhylabsApiKey -UserId bob
        $back = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($new))
        ($back | Get-Line)[1] | Should -Be '   ConvertFrom-SecureString -AsPlainText shows it, if the object is in a variable.'
    }
}

Describe 'The views in culture <culture>' -ForEach @(@{ Culture = 'tr-TR' }, @{ Culture = 'ar-SA' }, @{ Culture = 'th-TH' }, @{ Culture = 'de-DE' }) {
    It 'look the same as in any culture' {
        $keys = Get-WhylabsApiKey
        $before = [cultureinfo]::CurrentCulture
        $expected = ($keys | Out-String), ($keys | Format-List | Out-String)
        try {
            [cultureinfo]::CurrentCulture = $Culture
            $shown = ($keys | Out-String), ($keys | Format-List | Out-String)
        }
        finally {
            [cultureinfo]::CurrentCulture = $before
        }
        $shown | Should -Be $expected
    }
}

Describe 'Restricted script modes' {
    It 'show the views <how>' -ForEach @(
        @{ How = 'in strict mode'; Line = 'Set-StrictMode -Version Latest' }
        @{ How = 'in constrained language'; Line = '$ExecutionContext.SessionState.LanguageMode = "ConstrainedLanguage"' }
    ) {
        $script = "$Line; `$key = Get-WhylabsApiKey -Alias ci; `$key | Out-String; `$key | Format-List | Out-String; `$Error.Count"
        $lines = @(Invoke-FreshShell $script)
        $lines -match '^ci +zP0gHsa6Ri Active +in [89] days +2 hours ago +bob$' | Should -HaveCount 1
        $lines -match '^ExpirationTime : .+ \(in [89] days\)$' | Should -HaveCount 1
        $lines[-1] | Should -Be 0
    }
}

Describe 'Colours' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
    BeforeAll {
        # Matches only the status, because the engine may color its headings.
        $script:colored = '\x1b\[\d+m(Active|Expired|Revoked)\x1b\[0m'
        $script = "Import-Module '$ModulePath'; Get-WhylabsApiKey; Get-WhylabsApiKey -Alias ci | Format-List"
        $script:arguments = '-NoProfile', '-NonInteractive', '-Command', $script
        $script:before = $PSStyle.OutputRendering
    }

    BeforeEach {
        $env:NO_COLOR = $null
    }

    AfterEach {
        $PSStyle.OutputRendering = $before
        $env:NO_COLOR = $null
    }

    It 'show the status with ANSI rendering' {
        $PSStyle.OutputRendering = 'Ansi'
        $text = Get-WhylabsApiKey -UserId user-123, bob -IncludeRevoked | Out-String
        $text | Should -Match 'HMiFAgQeNb \x1b\[32mActive\x1b\[0m  in 6 months '
        $text | Should -Match 'zP0gHsa6Ri \x1b\[33mActive\x1b\[0m  in [89] days '
        $text | Should -Match 'K2uVt5wNxe \x1b\[31mExpired\x1b\[0m 40 days ago '
        $text | Should -Match 'Qv71ksZpTa \x1b\[2mRevoked\x1b\[0m - '
        Get-WhylabsApiKey -Alias ci | Format-List | Out-String | Should -Match 'Status +: \x1b\[0m\x1b\[33mActive\x1b\[0m'
    }

    It 'are removed from redirected output with rendering <rendering>' -ForEach @(@{ Rendering = 'Host' }, @{ Rendering = 'PlainText' }) {
        $PSStyle.OutputRendering = $Rendering
        $file = Join-Path $TestDrive 'keys.txt'
        Get-WhylabsApiKey > $file
        Get-Content $file -Raw | Should -Match 'HMiFAgQeNb Active  in 6 months'
        Get-WhylabsApiKey | Out-String | Should -Not -Match '\x1b'
    }

    It 'are removed with NO_COLOR' {
        $env:NO_COLOR = '1'
        $PSStyle.OutputRendering = 'Ansi'
        Get-WhylabsApiKey | Out-String | Should -Not -Match $colored
    }

    It 'are removed in a pipe' {
        $text = & $shell @arguments | Out-String
        $text | Should -Match 'HMiFAgQeNb Active  in 6 months'
        $text | Should -Not -Match $colored
    }

    It 'are shown in a terminal unless NO_COLOR is set' -Skip:(-not ($IsLinux -and (Get-Command script -CommandType Application -ErrorAction Ignore))) {
        $env:SHOWN = "& '$shell' -NoProfile -NonInteractive -Command { $script }"
        $command = "'$shell' -NoProfile -NonInteractive -Command '& ([scriptblock]::Create(`$env:SHOWN))'"
        script -qec $command /dev/null | Out-String | Should -Match $colored
        $env:NO_COLOR = '1'
        $text = script -qec $command /dev/null | Out-String
        $text | Should -Match 'HMiFAgQeNb Active  in 6 months'
        $text | Should -Not -Match '\x1b\[[\d;]*m'
    }
}
