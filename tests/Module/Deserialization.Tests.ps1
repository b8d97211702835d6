BeforeAll {
    . $PSScriptRoot/Sandbox.ps1
    Import-Module $ModulePath -Force
    $script:sandbox = Start-Sandbox
}

AfterAll {
    Stop-Sandbox $sandbox
    Remove-Module WhylabsApiKey
}

Describe 'Deserialized keys' {
    BeforeEach {
        $script:file = Join-Path $TestDrive ([guid]::NewGuid())
    }

    It 'can be revoked from <form>' -ForEach @(
        @{ Form = 'objects'; Pass = { $_ } }
        @{ Form = 'rows of a CSV file'; Pass = { $_ | Export-Csv $file -NoTypeInformation; Import-Csv $file } }
        @{ Form = 'objects of a CLIXML file'; Pass = { $_ | Export-Clixml $file; Import-Clixml $file } }
        @{ Form = 'objects of a job'; Pass = { Start-Job { $input } -InputObject $_ | Receive-Job -Wait -AutoRemoveJob } }
        @{ Form = 'objects of JSON'; Pass = { $_ | Select-Object KeyId, UserId, OrgId | ConvertTo-Json | ConvertFrom-Json } }
    ) {
        $new = New-WhylabsApiKey -UserId bob
        $gone = Get-WhylabsApiKey -KeyId $new.KeyId | ForEach-Object $Pass | Revoke-WhylabsApiKey -Confirm:$false
        $gone.KeyId | Should -Be $new.KeyId
        $gone.Revoked | Should -BeTrue
    }

    It 'keep the secret of a new key in CLIXML as a SecureString' {
        $new = New-WhylabsApiKey -UserId bob
        $new | Export-Clixml $file
        $back = Import-Clixml $file
        $back.Key | Should -BeOfType ([securestring])
        [System.Net.NetworkCredential]::new('', $back.Key).Password | Should -Be $new.RevealKey()
    }

    It 'can be tested if they have a secret' {
        New-WhylabsApiKey -UserId bob | Export-Clixml $file
        Import-Clixml $file | Test-WhylabsApiKey -Quiet | Should -BeTrue
    }
}
