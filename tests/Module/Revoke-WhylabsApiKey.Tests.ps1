BeforeAll {
    . $PSScriptRoot/Sandbox.ps1
    Import-Module $ModulePath -Force
}

AfterAll {
    Remove-Module WhylabsApiKey
}

Describe 'Revoke-WhylabsApiKey' {
    BeforeEach {
        $script:sandbox = Start-Sandbox
    }

    AfterEach {
        Stop-Sandbox $sandbox
    }

    It 'revokes exactly the expired keys of a pipeline' {
        $gone = Get-WhylabsApiKey | Where-Object Expired | Revoke-WhylabsApiKey -Confirm:$false
        $gone.KeyId | Sort-Object | Should -Be 'fh4dUNV3WQ', 'K2uVt5wNxe'
        $gone.Status | Should -Be 'Revoked', 'Revoked'
        (Get-WhylabsApiKey).KeyId | Should -Contain 'R6jLc1hUoS'
        Get-WhylabsApiKey | Should -HaveCount 8
    }

    It 'finds the owner when only the key is named' {
        (Revoke-WhylabsApiKey zP0gHsa6Ri -Force).UserId | Should -Be 'bob'
    }

    It 'takes <form>' -ForEach @(
        @{ Form = 'objects'; Pass = { $_ } }
        @{ Form = 'CSV rows'; Pass = { $_ | Export-Csv $file -NoTypeInformation; Import-Csv $file } }
        @{ Form = 'objects from CLIXML'; Pass = { $_ | Export-Clixml $file; Import-Clixml $file } }
        @{ Form = 'objects from a job'; Pass = { Start-Job { $input } -InputObject $_ | Receive-Job -Wait -AutoRemoveJob } }
    ) {
        $script:file = Join-Path $TestDrive ([guid]::NewGuid())
        $gone = Get-WhylabsApiKey -Alias 'old-notebook' | ForEach-Object $Pass | Revoke-WhylabsApiKey -Confirm:$false
        $gone.KeyId | Should -Be 'T4ncYdo9Ju'
    }

    It 'sends no write in a preview: <how>' -ForEach @(
        @{ How = '-WhatIf'; Preview = { Get-WhylabsApiKey | Revoke-WhylabsApiKey -WhatIf } }
        @{ How = '-WhatIf -Force'; Preview = { Get-WhylabsApiKey | Revoke-WhylabsApiKey -WhatIf -Force } }
        @{ How = 'a preference in a local scope'; Preview = { & { $WhatIfPreference = $true; $WhatIfPreference | Out-Null; Get-WhylabsApiKey | Revoke-WhylabsApiKey -Force } } }
        @{ How = 'a preference in a module'; Preview = {
                New-Module {
                    function Clear-Key {
                        [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSShouldProcess', '', Justification = 'Its -WhatIf is for what it calls.')]
                        [CmdletBinding(SupportsShouldProcess)]
                        param()

                        Get-WhylabsApiKey | Revoke-WhylabsApiKey -Force
                    }
                } | Import-Module
                Clear-Key -WhatIf
            }
        }
    ) {
        & $Preview | Should -BeNullOrEmpty
        $requests = Receive-SandboxRequest $sandbox
        $requests | Should -Not -BeNullOrEmpty
        @($requests) -like 'DELETE*' | Should -BeNullOrEmpty
    }

    It 'does nine of ten when one is missing' {
        $keys = Get-WhylabsApiKey | Select-Object -First 9 KeyId, UserId
        $keys += [pscustomobject]@{ KeyId = 'missing'; UserId = 'bob' }
        $gone = $keys | Revoke-WhylabsApiKey -Force -ErrorVariable problem -ErrorAction SilentlyContinue
        $gone | Should -HaveCount 9
        $problem | Should -HaveCount 1
        $problem[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It 'refuses the key it authenticates with, with -Force too' {
        $self = $sandbox.OperatorToken.Substring(0, 10)
        { Revoke-WhylabsApiKey $self -OrgId 0 -Force -ErrorAction Stop } | Should -Throw -ErrorId 'OwnKey,*'
        (Revoke-WhylabsApiKey $self -OrgId 0 -Force -AllowSelf).KeyId | Should -Be $self
    }
}

Describe 'Revoke-WhylabsApiKey in <zone>' -ForEach @(@{ Zone = 'Asia/Tokyo' }, @{ Zone = 'America/Los_Angeles' }, @{ Zone = 'UTC' }) {
    It 'lets live keys live and takes dead ones' -Skip:($PSVersionTable.PSVersion.Major -ge 6 -and $IsWindows -or $PSVersionTable.PSVersion.Major -lt 6) {
        $sandbox = Start-Sandbox
        try {
            $env:TZ = $Zone
            $gone = Invoke-FreshShell "(Get-WhylabsApiKey | Where-Object Expired | Revoke-WhylabsApiKey -Confirm:`$false).KeyId"
            $gone | Sort-Object | Should -Be 'fh4dUNV3WQ', 'K2uVt5wNxe'
        }
        finally {
            $env:TZ = $null
            Stop-Sandbox $sandbox
        }
    }
}
