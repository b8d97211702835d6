BeforeAll {
    . $PSScriptRoot/Sandbox.ps1
    Import-Module $ModulePath -Force
    $script:sandbox = Start-Sandbox
}

AfterAll {
    Stop-Sandbox $sandbox
    Remove-Module WhylabsApiKey
}

Describe 'The table view' {
    It 'fits 120 columns' {
        $lines = (Get-WhylabsApiKey | Out-String -Width 120) -replace '\x1b\[[0-9;]*m' -split '\r?\n'
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 120
        $lines -match '^trainer\s+HMiFAgQeNb\s+user-123\s+Active' | Should -HaveCount 1
    }

    It 'is the view of objects from elsewhere too' {
        $back = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-WhylabsApiKey)))
        ($back | Out-String) | Should -Be (Get-WhylabsApiKey | Out-String)
    }
}
