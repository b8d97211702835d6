BeforeDiscovery {
    . $PSScriptRoot/Sandbox.ps1
    $script:scripts = @(Get-ChildItem $repository, $PSScriptRoot -Filter *.ps1) + (Get-Item (Join-Path $ModulePath 'WhylabsApiKey.psd1'))
}

Describe 'The script analyzer' {
    It 'reports nothing for <_.Name> with the rules of PowerShell 5.1 and 7.4' -ForEach $scripts {
        if (-not (Get-Module PSScriptAnalyzer -ListAvailable)) {
            Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed'
        }
        $settings = @{ Rules = @{ PSUseCompatibleSyntax = @{ Enable = $true; TargetVersions = '5.1', '7.4' } } }
        Invoke-ScriptAnalyzer $_.FullName -Settings $settings | ForEach-Object { "$($_.RuleName), line $($_.Line): $($_.Message)" } | Should -BeNullOrEmpty
    }
}
