BeforeAll {
    . $PSScriptRoot/Sandbox.ps1
    $script:manifest = Join-Path $ModulePath 'WhylabsApiKey.psd1'
}

Describe 'The manifest' {
    It 'is valid without warnings' {
        Test-ModuleManifest $manifest -WarningVariable warning | Should -Not -BeNullOrEmpty
        $warning | Should -BeNullOrEmpty
    }

    It 'is a data file' {
        (Import-PowerShellDataFile $manifest).RootModule | Should -Be 'WhylabsApiKey.dll'
    }

    It 'lists its exports without wildcards' {
        $data = Import-PowerShellDataFile $manifest
        $data.CmdletsToExport | Should -Be 'Connect-Whylabs', 'Disconnect-Whylabs', 'Get-WhylabsApiKey', 'New-WhylabsApiKey', 'Revoke-WhylabsApiKey', 'Test-WhylabsApiKey', 'Update-WhylabsApiKey'
        $data.FunctionsToExport, $data.AliasesToExport, $data.VariablesToExport | ForEach-Object { @($_) | Should -HaveCount 0 }
    }
}
