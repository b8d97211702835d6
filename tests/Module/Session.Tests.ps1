BeforeAll {
    . $PSScriptRoot/Sandbox.ps1
    Import-Module $ModulePath -Force
    $script:sandbox = Start-Sandbox
    $script:token = [System.Net.NetworkCredential]::new('', $sandbox.OperatorToken).SecurePassword

    # Runs a script in a new shell without a token.
    function Invoke-Shell {
        param([string] $Script)

        Invoke-FreshShell "`$env:WHYLABS_API_KEY = `$null; $Script"
    }
}

AfterAll {
    Disconnect-Whylabs
    Stop-Sandbox $sandbox
    Remove-Module WhylabsApiKey
}

Describe 'Connect-Whylabs' {
    It 'creates a session of this runspace that wins over the environment' {
        $env:WHYLABS_API_KEY = 'wrong'
        (Connect-Whylabs -ApiKey $token).KeyId | Should -Be $sandbox.OperatorToken.Substring(0, 10)
        Get-WhylabsApiKey | Should -HaveCount 10
        { Start-Job { Get-WhylabsApiKey } -InitializationScript ([scriptblock]::Create("Import-Module '$ModulePath'")) | Receive-Job -Wait -AutoRemoveJob -ErrorAction Stop } |
            Should -Throw -ErrorId 'Forbidden,*'
        Disconnect-Whylabs
        { Get-WhylabsApiKey } | Should -Throw -ErrorId 'Forbidden,*'
    }

    It 'does not keep the session when a runspace is reused' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $script = "1..2 | ForEach-Object -Parallel { Import-Module '$ModulePath'; if (`$_ -eq 1) { " +
            "(Connect-Whylabs -ApiKey ([System.Net.NetworkCredential]::new('', '$($sandbox.UserToken)').SecurePassword)).KeyId } " +
            "else { try { (Test-WhylabsApiKey).KeyId } catch { `$_.FullyQualifiedErrorId.Split(',')[0] } } } -ThrottleLimit 1"
        Invoke-Shell $script | Should -Be $sandbox.UserToken.Substring(0, 10), 'ApiKeyMissing'
    }

    It 'does not prompt in a non-interactive session' {
        Invoke-Shell 'try { Connect-Whylabs } catch { $_.FullyQualifiedErrorId }' | Should -Be 'ApiKeyMissing,WhylabsApiKey.Commands.ConnectWhylabsCommand'
    }
}
