# Test files dot-source this script. It provides the module under test, a local service, and new processes of this shell.

$repository = Split-Path (Split-Path $PSScriptRoot)

# The module in WHYLABSAPIKEY_MODULE, or the staged module.
$script:ModulePath = if ($env:WHYLABSAPIKEY_MODULE) { $env:WHYLABSAPIKEY_MODULE } else { Join-Path $repository 'out/WhylabsApiKey' }

# The process path is not usable, because PowerShell as a dotnet tool runs in a process called dotnet.
$script:Shell = Join-Path $PSHOME $(if ($PSVersionTable.PSVersion.Major -lt 6) { 'powershell' } else { 'pwsh' })

# Runs a script in a new process of this shell, with the module imported.
function Invoke-FreshShell {
    param([string] $Script)

    & $Shell -NoProfile -NonInteractive -Command "Import-Module '$ModulePath'; $Script"
}

function Start-Sandbox {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A process for a test.')]
    param([string[]] $Option = @())

    $program = Get-ChildItem (Join-Path $repository 'src/WhylabsApiKey.Sandbox/bin/*/net10.0/WhylabsApiKey.Sandbox.dll') |
        Sort-Object LastWriteTime | Select-Object -Last 1 -ExpandProperty FullName
    $start = New-Object System.Diagnostics.ProcessStartInfo 'dotnet', "`"$program`" serve $Option"
    $start.RedirectStandardOutput = $true
    $start.UseShellExecute = $false
    $process = [System.Diagnostics.Process]::Start($start)

    # The service prints a connect command, its tokens, and then a line for each request. Unread lines would fill the pipe.
    $sandbox = @{ Process = $process }
    while ($null -ne ($line = $process.StandardOutput.ReadLine()) -and $line -ne 'Requests:') {
        if ($line -match '^Connect-Whylabs -Endpoint (\S+) -OrgId (\S+)$') {
            $sandbox.Endpoint, $sandbox.OrgId = $Matches[1, 2]
        }
        elseif ($line -match '^(\w+Token): (\S+)$') {
            $sandbox[$Matches[1]] = $Matches[2]
        }
    }
    if (-not $sandbox.OperatorToken) { throw 'The sandbox did not start.' }
    $null = $process.StandardOutput.BaseStream.CopyToAsync([System.IO.Stream]::Null)
    $env:WHYLABS_API_ENDPOINT, $env:WHYLABS_DEFAULT_ORG_ID, $env:WHYLABS_API_KEY = $sandbox.Endpoint, $sandbox.OrgId, $sandbox.OperatorToken
    $sandbox
}

function Stop-Sandbox {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A process for a test.')]
    param([hashtable] $Sandbox)

    $Sandbox.Process.Kill()
    $Sandbox.Process.WaitForExit()
    'WHYLABS_API_ENDPOINT', 'WHYLABS_DEFAULT_ORG_ID', 'WHYLABS_API_KEY' | ForEach-Object { Remove-Item "Env:$_" -ErrorAction Ignore }
}
