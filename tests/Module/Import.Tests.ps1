BeforeAll {
    . $PSScriptRoot/Sandbox.ps1
    $script:sandbox = Start-Sandbox
}

AfterAll {
    Stop-Sandbox $sandbox
}

Describe 'The module in a fresh shell' {
    It 'does not load the core at import' {
        $loaded = '[AppDomain]::CurrentDomain.GetAssemblies().ForEach{ $_.GetName().Name }'
        $atImport, $afterCall = "$loaded -join ' '; `$null = Get-WhylabsApiKey; $loaded -join ' '" | ForEach-Object { Invoke-FreshShell $_ }
        -split $atImport | Should -Contain 'WhylabsApiKey.Abstractions'
        -split $atImport | Should -Not -Contain 'WhylabsApiKey.Core'
        -split $afterCall | Should -Contain 'WhylabsApiKey.Core'
    }

    It 'loads its packages outside the default load context' -Skip:($PSVersionTable.PSVersion.Major -lt 6) {
        $names = Invoke-FreshShell '$null = Get-WhylabsApiKey; [System.Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.ForEach{ $_.GetName().Name }'
        $names | Should -Contain 'WhylabsApiKey.Abstractions'
        @($names) -like 'Microsoft.Extensions.*' | Should -BeNullOrEmpty
    }

    It 'has its commands after <how>' -ForEach @(
        @{ How = 'Import-Module -Force'; Again = "Import-Module '{0}' -Force" }
        @{ How = 'Remove-Module, Import-Module'; Again = "Remove-Module WhylabsApiKey; Import-Module '{0}'" }
    ) {
        $again = $Again -f $ModulePath
        $exports = (Import-PowerShellDataFile (Join-Path $ModulePath 'WhylabsApiKey.psd1')).CmdletsToExport
        $exports | Should -Contain 'Get-WhylabsApiKey'
        Invoke-FreshShell "`$null = Get-WhylabsApiKey; $again; (Get-WhylabsApiKey).Count; (Get-Command -Module WhylabsApiKey).Count" | Should -Be 10, $exports.Count
    }

    It 'can be imported <how>' -ForEach @(
        @{ How = 'by its folder'; Import = "Import-Module '{0}'"; Noun = 'WhylabsApiKey' }
        @{ How = 'by its manifest'; Import = "Import-Module '{0}/WhylabsApiKey.psd1'"; Noun = 'WhylabsApiKey' }
        @{ How = 'with a prefix'; Import = "Import-Module '{0}' -Prefix Lab"; Noun = 'LabWhylabsApiKey' }
        @{ How = 'by its name, from PSModulePath'; Import = "`$env:PSModulePath = Split-Path '{0}'; Import-Module WhylabsApiKey"; Noun = 'WhylabsApiKey' }
        @{ How = 'by auto-loading'; Import = "`$env:PSModulePath = Split-Path '{0}'"; Noun = 'WhylabsApiKey' }
    ) {
        $script = "$($Import -f $ModulePath); (Get-$Noun).Count"
        & $Shell -NoProfile -NonInteractive -Command $script | Should -Be 10
    }

    It 'works in a job and in parallel runspaces' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        Invoke-FreshShell "(1..4 | ForEach-Object -Parallel { Import-Module '$ModulePath'; (Get-WhylabsApiKey).Count }) -join ' '" | Should -Be '10 10 10 10'
        Invoke-FreshShell "Start-Job { Import-Module '$ModulePath'; (Get-WhylabsApiKey).Count } | Receive-Job -Wait" | Should -Be 10
    }
}
