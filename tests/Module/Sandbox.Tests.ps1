BeforeAll {
    . $PSScriptRoot/Sandbox.ps1
    $sandbox = Start-Sandbox

    # The status with which the service answers a GET that carries this token.
    function Get-Status {
        param([string] $Path, [string] $Token)

        try {
            [int](Invoke-WebRequest "$($sandbox.Endpoint)$Path" -Headers @{ 'X-API-Key' = $Token } -UseBasicParsing).StatusCode
        }
        catch {
            [int]$_.Exception.Response.StatusCode
        }
    }
}

AfterAll {
    Stop-Sandbox $sandbox
}

Describe 'The sandbox' {
    It 'prints a <Name> that v0 answers with <V0> and v1 with <V1>' -ForEach @(
        @{ Name = 'OperatorToken'; V0 = 200; V1 = 200 }
        @{ Name = 'AdministratorToken'; V0 = 403; V1 = 200 }
        @{ Name = 'UserToken'; V0 = 403; V1 = 403 }
        @{ Name = 'PaidAdministratorToken'; V0 = 403; V1 = 200 }
    ) {
        Get-Status '/v0/organizations/org-123/api-key' $sandbox[$Name] | Should -Be $V0
        Get-Status '/v1/api-key' $sandbox[$Name] | Should -Be $V1
        Get-Status '/v1/api-key/validate' $sandbox[$Name] | Should -Be 200
    }

    It 'has a line for each request' {
        $null = Receive-SandboxRequest $sandbox
        $null = Get-Status '/v1/api-key' $sandbox.UserToken
        Receive-SandboxRequest $sandbox | Should -Be 'GET /v1/api-key: 403'
    }
}
