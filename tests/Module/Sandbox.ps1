# Dot-sourced by the test files: the module under test, and a service to call.

$repository = Split-Path (Split-Path $PSScriptRoot)

# The staged module, or the one that the environment names.
$ModulePath = if ($env:WHYLABSAPIKEY_MODULE) { $env:WHYLABSAPIKEY_MODULE } else { Join-Path $repository 'out/WhylabsApiKey' }

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

    # The service prints the variables to set, then a line for each request.
    $variables = @{}
    $keys = @()
    while ($keys.Count -lt 2 -and $null -ne ($line = $process.StandardOutput.ReadLine())) {
        if ($line -match "^\`$env:(\w+) = '(.*)'$") { $variables[$Matches[1]] = $Matches[2] }
        if ($line -match "^# .* '(.*)'$") { $keys += $Matches[1] }
    }
    foreach ($name in $variables.Keys) {
        Set-Item -LiteralPath "Env:$name" -Value $variables[$name]
    }
    @{ Process = $process; Endpoint = $variables.WHYLABS_API_ENDPOINT; Token = $variables.WHYLABS_API_KEY; AdministratorToken = $keys[0]; Log = $process.StandardOutput.ReadLineAsync() }
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
