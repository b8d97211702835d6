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

    It 'names the exports one by one' {
        $data = Import-PowerShellDataFile $manifest
        $help = [xml](Get-Content (Join-Path $ModulePath 'en-US/WhylabsApiKey.dll-Help.xml') -Raw)
        $data.CmdletsToExport | Should -Contain 'Get-WhylabsApiKey'
        $data.CmdletsToExport | Should -Be $help.helpItems.command.details.name
        $data.FunctionsToExport, $data.AliasesToExport, $data.VariablesToExport | ForEach-Object { @($_) | Should -HaveCount 0 }
    }
}
