BeforeAll {
    . $PSScriptRoot/Sandbox.ps1
    Import-Module $ModulePath -Force
    $script:sandbox = Start-Sandbox
}

AfterAll {
    Stop-Sandbox $sandbox
    Remove-Module WhylabsApiKey
}

Describe 'New-WhylabsApiKey' {
    BeforeAll {
        $new = New-WhylabsApiKey -UserId user-123 -Alias reports -ExpiresInDays 30 -Scope Administrator, read_resource
        $script:secret = $new.RevealKey()
    }

    It 'creates what was asked for' {
        $new.UserId | Should -Be 'user-123'
        $new.Alias | Should -Be 'reports'
        $new.Scopes | Should -Be ':administrator', ':read_resource'
        $new.ExpiresInDays | Should -BeGreaterThan 29.9
        $new.ExpiresInDays | Should -BeLessOrEqual 30.001
    }

    It 'makes a key that the service knows' {
        $secret | Should -Match '^[A-Za-z0-9]{10}\.[A-Za-z0-9]{53}:org-123$'
        { Get-WhylabsApiKey -ApiKey $new.Key } | Should -Throw -ErrorId 'Forbidden,*'
    }

    It 'shows the secret in no form of the object but the one that was asked for: <form>' -ForEach @(
        @{ Form = 'the default view'; Text = { $new | Out-String } }
        @{ Form = 'Format-List *'; Text = { $new | Format-List * -Force | Out-String } }
        @{ Form = 'a string'; Text = { "$new" } }
        @{ Form = 'JSON'; Text = { $new | ConvertTo-Json -Depth 5 -WarningAction SilentlyContinue } }
        @{ Form = 'CSV'; Text = { $new | ConvertTo-Csv | Out-String } }
        @{ Form = 'XML'; Text = { ($new | ConvertTo-Xml -Depth 3).OuterXml } }
    ) {
        $shown = & $Text
        $shown | Should -Match ([regex]::Escape($new.KeyId))
        $shown | Should -Not -Match ([regex]::Escape($secret.Substring(11, 40)))
    }

    It 'brings the secret through CLIXML as a SecureString' {
        $file = Join-Path $TestDrive 'new.xml'
        $new | Export-Clixml $file
        $back = Import-Clixml $file
        $back.Key | Should -BeOfType ([securestring])
        [System.Net.NetworkCredential]::new('', $back.Key).Password | Should -Be $secret
    }

    It 'makes nothing in a preview' {
        $before = (Get-WhylabsApiKey).Count
        New-WhylabsApiKey -UserId bob -WhatIf
        (Get-WhylabsApiKey).Count | Should -Be $before
    }

    It 'repeats the service''s own words' {
        { New-WhylabsApiKey -UserId bob -ExpirationTime (Get-Date) -ErrorAction Stop } |
            Should -Throw -ErrorId 'InvalidRequest,*' -ExpectedMessage '*Invalid expiration time*HTTP 400*'
    }
}
