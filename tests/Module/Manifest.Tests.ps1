BeforeAll {
    . $PSScriptRoot/Sandbox.ps1
    $script:manifest = Join-Path $ModulePath 'WhylabsApiKey.psd1'
}

Describe 'The manifest' {
    It 'is valid and without a warning' {
        Test-ModuleManifest $manifest -WarningVariable warning | Should -Not -BeNullOrEmpty
        $warning | Should -BeNullOrEmpty
    }

    It 'is plain data' {
        (Import-PowerShellDataFile $manifest).RootModule | Should -Be 'WhylabsApiKey.dll'
    }

    It 'lists every file and no other' {
        Get-FileBelow $ModulePath | Sort-Object | Should -Be ((Import-PowerShellDataFile $manifest).FileList | Sort-Object)
    }

    It 'names the exports one by one' {
        $data = Import-PowerShellDataFile $manifest
        $data.CmdletsToExport | Should -Be 'Get-WhylabsApiKey', 'New-WhylabsApiKey', 'Revoke-WhylabsApiKey'
        $data.FunctionsToExport, $data.AliasesToExport, $data.VariablesToExport | ForEach-Object { @($_) | Should -HaveCount 0 }
    }
}

Describe 'The commands' {
    BeforeAll {
        Import-Module $ModulePath -Force
    }

    AfterAll {
        Remove-Module WhylabsApiKey
    }

    It 'have approved verbs' {
        $approved = (Get-Verb).Verb
        (Get-Command -Module WhylabsApiKey).Verb | ForEach-Object { $approved | Should -Contain $_ }
    }

    It 'say what they emit and how grave they are' {
        (Get-Command -Module WhylabsApiKey).OutputType.Name | Select-Object -Unique | Should -Be 'WhylabsApiKey.ApiKey'
        (Get-Command Revoke-WhylabsApiKey).Parameters.Keys | Should -Contain 'WhatIf'
        (Get-Command New-WhylabsApiKey).Parameters.Keys | Should -Contain 'WhatIf'
        (Get-Command Get-WhylabsApiKey).Parameters.Keys | Should -Not -Contain 'WhatIf'
    }

    It 'take no secret as plain text' {
        foreach ($command in Get-Command -Module WhylabsApiKey) {
            $command.Parameters.ApiKey.ParameterType | Should -Be ([securestring])
        }
    }
}
