BeforeDiscovery {
    . $PSScriptRoot/Sandbox.ps1
    Import-Module $ModulePath -Force
    $script:commands = (Get-Command -Module WhylabsApiKey).Name
}

BeforeAll {
    . $PSScriptRoot/Sandbox.ps1
    Import-Module $ModulePath -Force
}

AfterAll {
    Remove-Module WhylabsApiKey
}

Describe 'Help' {
    It 'has a complete page for <_>' -ForEach $commands {
        $text = Get-Help $_ -Full | Out-String
        'SYNOPSIS', 'DESCRIPTION', 'INPUTS', 'OUTPUTS', 'NOTES', 'Example 4' | ForEach-Object { $text | Should -MatchExactly $_ }
        @((Get-Help $_ -Examples).examples.example).Count | Should -BeGreaterOrEqual 4
    }

    It 'has the topic about_WhylabsApiKey' {
        $topic = Get-Help about_WhylabsApiKey | Out-String
        $topic | Should -Match 'WHYLABS_DEFAULT_ORG_ID'
        $topic | Should -Match 'TROUBLESHOOTING'
    }
}
