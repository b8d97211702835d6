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

    It 'lists what the folder holds and nothing else' {
        Get-ChildItem $ModulePath -Name | Sort-Object | Should -Be ((Import-PowerShellDataFile $manifest).FileList | Sort-Object)
    }

    It 'names the exports one by one' {
        $data = Import-PowerShellDataFile $manifest
        $data.CmdletsToExport | Should -Be 'Connect-Whylabs', 'Disconnect-Whylabs', 'Get-WhylabsApiKey', 'New-WhylabsApiKey', 'Revoke-WhylabsApiKey', 'Test-WhylabsApiKey', 'Update-WhylabsApiKey'
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
        (Get-Command Get-WhylabsApiKey, New-WhylabsApiKey, Revoke-WhylabsApiKey, Update-WhylabsApiKey).OutputType.Name | Select-Object -Unique | Should -Be 'WhylabsApiKey.ApiKey'
        (Get-Command Connect-Whylabs).OutputType.Name | Should -Be 'WhylabsApiKey.WhylabsSession'
        (Get-Command Test-WhylabsApiKey).OutputType.Name | Should -Be 'WhylabsApiKey.ApiKeyTestResult', 'System.Boolean'
        (Get-Command -Module WhylabsApiKey | Where-Object { $_.Parameters.ContainsKey('WhatIf') }).Name |
            Should -Be 'New-WhylabsApiKey', 'Revoke-WhylabsApiKey', 'Update-WhylabsApiKey'
    }

    It 'take no secret as plain text' {
        foreach ($command in Get-Command -Module WhylabsApiKey | Where-Object Name -NE 'Disconnect-Whylabs') {
            $command.Parameters.ApiKey.ParameterType | Should -Be ([securestring])
        }
    }
}
