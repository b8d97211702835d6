BeforeAll {
    . $PSScriptRoot/Sandbox.ps1
    Import-Module $ModulePath -Force
    $script:sandbox = Start-Sandbox

    function Get-Completion {
        param([string] $Line)

        (TabExpansion2 $Line $Line.Length).CompletionMatches | Where-Object ResultType -EQ 'ParameterValue'
    }
}

AfterAll {
    Stop-Sandbox $sandbox
    Remove-Module WhylabsApiKey
}

Describe 'Completion' {
    It 'offers the scopes right after import' {
        Get-Completion 'New-WhylabsApiKey bob -Scope ' | Should -HaveCount 12
        (Get-Completion 'New-WhylabsApiKey bob -Scope write_d').CompletionText | Should -Be ':write_data'
    }

    It 'offers what this shell has seen, without a request' {
        Disconnect-Whylabs
        Get-Completion 'Revoke-WhylabsApiKey zP' | Should -BeNullOrEmpty
        $null = Get-WhylabsApiKey
        $null = Receive-SandboxRequest $sandbox
        (Get-Completion 'Revoke-WhylabsApiKey zP').CompletionText | Should -Be 'zP0gHsa6Ri'
        (Get-Completion 'Revoke-WhylabsApiKey zP').ToolTip | Should -BeLike '"ci" of bob, expires 20*'
        Receive-SandboxRequest $sandbox | Should -BeNullOrEmpty
    }

    It 'writes an alias so that the line means it' {
        $alias = "it's [new] ``*"
        $new = New-WhylabsApiKey -UserId bob -Alias $alias
        $line = 'Get-WhylabsApiKey -Alias it'
        $match = Get-Completion $line
        $match.ListItemText | Should -Be $alias
        $command = [scriptblock]::Create("Get-WhylabsApiKey -Alias $($match.CompletionText)")
        (& $command).KeyId | Should -Be $new.KeyId
    }
}
