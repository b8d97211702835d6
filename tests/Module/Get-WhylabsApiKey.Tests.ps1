BeforeAll {
    . $PSScriptRoot/Sandbox.ps1
    Import-Module $ModulePath -Force
    $script:sandbox = Start-Sandbox
}

AfterAll {
    Stop-Sandbox $sandbox
    Remove-Module WhylabsApiKey
}

Describe 'Get-WhylabsApiKey' {
    It 'lists typed objects without a parameter' {
        $keys = Get-WhylabsApiKey
        $keys | Should -HaveCount 10
        $keys | Should -BeOfType ([WhylabsApiKey.ApiKey])
        $keys.KeyId | Should -Not -Contain 'Qv71ksZpTa'
    }

    It 'chooses by <filter.Keys>' -ForEach @(
        @{ Filter = @{ ExpiringWithinDays = 14 }; Expected = 'R6jLc1hUoS', 'zP0gHsa6Ri' }
        @{ Filter = @{ UnusedForDays = 90 }; Expected = 'm9DqBf3EyG', 'T4ncYdo9Ju' }
        @{ Filter = @{ Alias = '*BOOK' }; Expected = 'T4ncYdo9Ju', 'UsEr000001' }
        @{ Filter = @{ UserId = 'bob' }; Expected = 'K2uVt5wNxe', 'zP0gHsa6Ri' }
    ) {
        $found = Get-WhylabsApiKey @Filter | Sort-Object KeyId
        $found.KeyId | Should -Be $Expected
    }

    It 'sorts by numbers that never take a key that does not expire for one that does' {
        $sorted = Get-WhylabsApiKey | Sort-Object ExpiresInDays
        $sorted[0].KeyId | Should -Be 'K2uVt5wNxe'
        $sorted[-1].NeverExpires | Should -BeTrue
        (Get-WhylabsApiKey | Where-Object ExpiresInDays -LT 14 | Where-Object NeverExpires) | Should -BeNullOrEmpty
    }

    It 'yields a piped key itself' {
        (Get-WhylabsApiKey -UserId user-456 | Get-WhylabsApiKey).KeyId | Should -Be (Get-WhylabsApiKey -UserId user-456).KeyId
    }

    It 'ends cleanly when the pipeline has enough' {
        $Error.Clear()
        Get-WhylabsApiKey | Select-Object -First 1 | Should -HaveCount 1
        $Error | Should -HaveCount 0
    }

    It 'reports a miss per key and goes on' {
        $found = Get-WhylabsApiKey missing, HMiFAgQeNb -ErrorVariable problem -ErrorAction SilentlyContinue
        $found.KeyId | Should -Be 'HMiFAgQeNb'
        $problem | Should -HaveCount 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'KeyNotFound,*'
        $problem[0].TargetObject | Should -Be 'missing'
    }

    It 'is refused with another key than the operator''s' {
        $administrator = [System.Net.NetworkCredential]::new('', $sandbox.AdministratorToken).SecurePassword
        { Get-WhylabsApiKey -ApiKey $administrator } | Should -Throw -ErrorId 'Forbidden,*'
    }

    It 'survives CSV' {
        $file = Join-Path $TestDrive 'keys.csv'
        Get-WhylabsApiKey | Export-Csv $file -NoTypeInformation
        Import-Csv $file | Get-WhylabsApiKey | Should -HaveCount 10
    }
}
