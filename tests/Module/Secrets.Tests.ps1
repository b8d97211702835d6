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
    It 'are redacted in a transcript' {
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

    It 'can be read in constrained language mode' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $script = "`$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'; (New-WhylabsApiKey bob).Key | ConvertFrom-SecureString -AsPlainText"
        Invoke-FreshShell $script | Should -Match '^[A-Za-z0-9]{10}\.[A-Za-z0-9]{53}:org-123$'
    }
}
