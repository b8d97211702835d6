BeforeDiscovery {
    . $PSScriptRoot/Sandbox.ps1
    $script:analyzer = [bool] (Get-Module PSScriptAnalyzer -ListAvailable)
    $script:scripts = @(Get-ChildItem $repository, $PSScriptRoot -Filter *.ps1) + (Get-Item (Join-Path $ModulePath 'WhylabsApiKey.psd1'))
}

Describe 'Every script' -Skip:(-not $analyzer) {
    It 'passes the script analyzer, in the syntax of both PowerShells: <_.Name>' -ForEach $scripts {
        $settings = @{ Rules = @{ PSUseCompatibleSyntax = @{ Enable = $true; TargetVersions = '5.1', '7.4' } } }
        Invoke-ScriptAnalyzer $_.FullName -Settings $settings | ForEach-Object { "$($_.RuleName), line $($_.Line): $($_.Message)" } | Should -BeNullOrEmpty
    }
}
