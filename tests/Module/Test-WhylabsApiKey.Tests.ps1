BeforeAll {
    . $PSScriptRoot/Sandbox.ps1
    Import-Module $ModulePath -Force
    $script:sandbox = Start-Sandbox
}

AfterAll {
    Stop-Sandbox $sandbox
    Remove-Module WhylabsApiKey
}

Describe 'Test-WhylabsApiKey' {
    It 'says yes to the key of the environment' {
        $answer = Test-WhylabsApiKey
        $answer.Valid | Should -BeTrue
        $answer.KeyId | Should -Be $sandbox.OperatorToken.Substring(0, 10)
        Test-WhylabsApiKey -Quiet | Should -BeOfType ([bool])
    }

    It 'follows a new key to its end' {
        $new = New-WhylabsApiKey -UserId bob
        $new | Test-WhylabsApiKey -Quiet | Should -BeTrue
        $null = $new | Revoke-WhylabsApiKey -Force
        $new | Test-WhylabsApiKey -Quiet | Should -BeFalse
    }

    It 'takes a key that came through CLIXML' {
        $file = Join-Path $TestDrive 'new.xml'
        New-WhylabsApiKey -UserId bob | Export-Clixml $file
        Import-Clixml $file | Test-WhylabsApiKey -Quiet | Should -BeTrue
    }

    It 'does not answer for what has no secret: <form>' -ForEach @(
        @{ Form = 'a listed key'; Pass = { $_ } }
        @{ Form = 'a CSV row'; Pass = { $_ | ConvertTo-Csv | ConvertFrom-Csv } }
    ) {
        Get-WhylabsApiKey -Alias ci | ForEach-Object $Pass | Test-WhylabsApiKey -Quiet -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem | Should -Not -BeNullOrEmpty
    }
}
