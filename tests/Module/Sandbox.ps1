# Dot-sourced by the test files: the module under test, and a service to call.

$repository = Split-Path (Split-Path $PSScriptRoot)

# The staged module, or the one that the environment names.
$script:ModulePath = if ($env:WHYLABSAPIKEY_MODULE) { $env:WHYLABSAPIKEY_MODULE } else { Join-Path $repository 'out/WhylabsApiKey' }

function Start-Sandbox {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A process for a test.')]
    param([string[]] $Option = @())

    $program = if ($env:WHYLABSAPIKEY_SANDBOX) { $env:WHYLABSAPIKEY_SANDBOX } else {
        Get-ChildItem (Join-Path $repository 'src/WhylabsApiKey.Sandbox/bin/*/net10.0/WhylabsApiKey.Sandbox.dll') |
            Sort-Object LastWriteTime | Select-Object -Last 1 -ExpandProperty FullName
    }
    $start = New-Object System.Diagnostics.ProcessStartInfo 'dotnet', "`"$program`" serve $Option"
    $start.RedirectStandardOutput = $true
    $start.UseShellExecute = $false
    $process = [System.Diagnostics.Process]::Start($start)

    # The service prints variables to set, then a comment, then a line for each request.
    $printed = @{}
    while ($null -ne ($line = $process.StandardOutput.ReadLine()) -and -not $line.StartsWith('#')) {
        if ($line -match "^\`$(env:)?(\w+) = '([^']*)'") {
            $printed[$Matches[2]] = $Matches[3]
            if ($Matches[1]) { Set-Item -LiteralPath "Env:$($Matches[2])" -Value $Matches[3] }
        }
    }
    if (-not $printed.WHYLABS_API_ENDPOINT) { throw 'The sandbox did not start.' }
    @{
        Process                = $process
        Endpoint               = $printed.WHYLABS_API_ENDPOINT
        Token                  = $printed.WHYLABS_API_KEY
        AdministratorToken     = $printed.AdministratorToken
        UserToken              = $printed.UserToken
        PaidAdministratorToken = $printed.PaidAdministratorToken
        Log                    = $process.StandardOutput.ReadLineAsync()
    }
}

function Stop-Sandbox {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A process for a test.')]
    param([hashtable] $Sandbox)

    $Sandbox.Process.Kill()
    $Sandbox.Process.WaitForExit()
    'WHYLABS_API_ENDPOINT', 'WHYLABS_DEFAULT_ORG_ID', 'WHYLABS_API_KEY' | ForEach-Object { Remove-Item "Env:$_" -ErrorAction Ignore }
}

# The requests that the service saw since it was last asked, as lines like "DELETE /v0/...: 200".
function Receive-SandboxRequest {
    param([hashtable] $Sandbox)

    while ($Sandbox.Log.Wait(200)) {
        $Sandbox.Log.Result
        $Sandbox.Log = $Sandbox.Process.StandardOutput.ReadLineAsync()
    }
}
