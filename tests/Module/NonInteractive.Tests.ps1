BeforeAll {
    . $PSScriptRoot/Sandbox.ps1
    Import-Module $ModulePath -Force
    $script:sandbox = Start-Sandbox
}

AfterAll {
    Stop-Sandbox $sandbox
    Remove-Module WhylabsApiKey
}

Describe 'A non-interactive session' {
    It 'refuses a required confirmation with advice' {
        $script = "try { Revoke-WhylabsApiKey zP0gHsa6Ri } catch { `$_.FullyQualifiedErrorId; `$_.ErrorDetails.RecommendedAction }"
        $shown = Invoke-FreshShell $script
        $shown[0] | Should -BeLike 'ConfirmationImpossible,*'
        $shown[1] | Should -Match '^Pass -Confirm:\$false or -Force\.$'
    }

    It 'refuses a required confirmation in a job' {
        $shown = Start-Job { Import-Module $using:ModulePath; try { Revoke-WhylabsApiKey zP0gHsa6Ri } catch { $_.FullyQualifiedErrorId } } | Receive-Job -Wait -AutoRemoveJob
        $shown | Should -BeLike 'ConfirmationImpossible,*'
    }

    It 'does not prompt with -Debug' {
        $script = "(Get-WhylabsApiKey -Debug 5>`$null).Count; `$Error.Count"
        Invoke-FreshShell $script | Should -Be @((Get-WhylabsApiKey).Count, 0)
    }
}
