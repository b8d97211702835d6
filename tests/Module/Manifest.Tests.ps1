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
        $help = [xml](Get-Content (Join-Path $ModulePath 'en-US/WhylabsApiKey.dll-Help.xml') -Raw)
        $data.CmdletsToExport | Should -Contain 'Get-WhylabsApiKey'
        $data.CmdletsToExport | Should -Be $help.helpItems.command.details.name
        $data.FunctionsToExport, $data.AliasesToExport, $data.VariablesToExport | ForEach-Object { @($_) | Should -HaveCount 0 }
    }
}
