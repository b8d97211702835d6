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
