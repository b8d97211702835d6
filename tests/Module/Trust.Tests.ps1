BeforeAll {
    . $PSScriptRoot/Sandbox.ps1
    Import-Module $ModulePath -Force
    $script:sandbox = Start-Sandbox
}

AfterAll {
    Stop-Sandbox $sandbox
    Remove-Module WhylabsApiKey
}

Describe 'Secrets' {
    It 'are in no transcript' {
        $transcript = Join-Path $TestDrive 'transcript.txt'
        $script = @"
`$null = Start-Transcript '$transcript'
`$new = New-WhylabsApiKey -UserId bob -Alias transcript -Verbose -Debug -Confirm:`$false
`$new
`$new | Format-List *
Get-WhylabsApiKey missing
Get-WhylabsApiKey -Endpoint 'http://127.0.0.1:1' -MaximumRetryCount 0
`$Error | Format-List * -Force
`$null = Stop-Transcript
`$new.RevealKey()
"@
        $secret = @(Invoke-FreshShell $script 2>$null)[-1]
        $secret | Should -Match '^[A-Za-z0-9]{10}\.[A-Za-z0-9]{53}:org-123$'
        $text = Get-Content $transcript -Raw
        $text | Should -Match 'X-API-Key: <redacted>'
        $text | Should -Not -Match ([regex]::Escape($secret.Substring(11, 40)))
        $text | Should -Not -Match ([regex]::Escape($sandbox.OperatorToken.Substring(11, 40)))
    }

    It 'come out in constrained language' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $script = "`$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'; (New-WhylabsApiKey bob).Key | ConvertFrom-SecureString -AsPlainText"
        Invoke-FreshShell $script | Should -Match '^[A-Za-z0-9]{10}\.[A-Za-z0-9]{53}:org-123$'
    }

    It 'are not repeated when they are passed as text' {
        { Get-WhylabsApiKey -ApiKey 'AbCdEfGh12.topsecret' } | Should -Throw -ErrorId 'CannotConvertArgumentNoMessage,*'
        $Error[0] | Format-List * -Force | Out-String | Should -Not -Match 'ApiKey.*topsecret.*SecureString'
        $Error[0].Exception.Message | Should -Not -Match 'topsecret'
    }
}

Describe 'A pipeline that has enough' {
    It 'sends no further request' {
        $null = Receive-SandboxRequest $sandbox
        $Error.Clear()
        Get-WhylabsApiKey -UserId bob, user-123, user-456, user-789 | Select-Object -First 1 | Should -HaveCount 1
        $Error | Should -HaveCount 0
        @(Receive-SandboxRequest $sandbox) | Should -HaveCount 1
    }

    It 'revokes no further key' {
        $null = Receive-SandboxRequest $sandbox
        Get-WhylabsApiKey -Alias n* | Revoke-WhylabsApiKey -Force | Select-Object -First 1 | Should -HaveCount 1
        @(Receive-SandboxRequest $sandbox) -like 'DELETE*' | Should -HaveCount 1
    }
}

Describe 'Without a person' {
    It 'a confirmation that is needed names the way around it' {
        $script = "try { Revoke-WhylabsApiKey zP0gHsa6Ri } catch { `$_.FullyQualifiedErrorId; `$_.ErrorDetails.Message }"
        $shown = Invoke-FreshShell $script
        $shown[0] | Should -BeLike 'ConfirmationImpossible,*'
        $shown[1] | Should -Match '-Confirm:\$false or -Force'
    }

    It 'a job says the same' {
        $shown = Start-Job { Import-Module $using:ModulePath; try { Revoke-WhylabsApiKey zP0gHsa6Ri } catch { $_.FullyQualifiedErrorId } } | Receive-Job -Wait -AutoRemoveJob
        $shown | Should -BeLike 'ConfirmationImpossible,*'
    }

    It '-Debug asks nothing' {
        $script = "(Get-WhylabsApiKey -Debug 5>`$null).Count; `$Error.Count"
        Invoke-FreshShell $script | Should -Be @((Get-WhylabsApiKey).Count, 0)
    }
}
