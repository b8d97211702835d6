#Requires -Version 5.1
<#
.SYNOPSIS
Runs the Pester suite in this shell, against local services.
.DESCRIPTION
The module under test is the one in WHYLABSAPIKEY_MODULE, or in the package in the folder WHYLABSAPIKEY_PACKAGE, or the staged
module.
.PARAMETER Path
Specifies the test files to run. The default is all test files.
.PARAMETER Pester
Specifies the Pester 5 module. The default is the installed module.
.PARAMETER ResultFile
Specifies a file for the results in JSON: name, failure and skip reason of each test.
.EXAMPLE
dotnet pwsh -File tests/Module/Invoke-ModuleTest.ps1 -Path tests/Module/Formatting.Tests.ps1
#>
[CmdletBinding()]
param(
    [string[]] $Path = $PSScriptRoot,

    [string] $Pester = 'Pester',

    [string] $ResultFile
)

$ErrorActionPreference = 'Stop'

# Reset the environment variables, so that the caller's environment does not affect the tests and their child processes.
Get-ChildItem Env: | Where-Object Name -Match '^(WHYLABS_.*|NO_COLOR|CLICOLOR.*|TZ|LC_.*|(HTTPS?|ALL|NO)_PROXY)$' | Remove-Item
$env:LANG = 'C.UTF-8'
$env:TERM = 'xterm-256color'
[TimeZoneInfo]::ClearCachedData()
[cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = 'en-US'

# Unpack the package, so that the tests use the released files.
$unpacked = $null
if ($env:WHYLABSAPIKEY_PACKAGE -and -not $env:WHYLABSAPIKEY_MODULE) {
    $unpacked = Join-Path ([System.IO.Path]::GetTempPath()) ([guid]::NewGuid())
    $env:WHYLABSAPIKEY_MODULE = Join-Path $unpacked WhylabsApiKey
    Add-Type -AssemblyName System.IO.Compression.FileSystem
    [System.IO.Compression.ZipFile]::ExtractToDirectory((Convert-Path (Join-Path $env:WHYLABSAPIKEY_PACKAGE *.nupkg)), $env:WHYLABSAPIKEY_MODULE)
    Get-ChildItem -LiteralPath $env:WHYLABSAPIKEY_MODULE |
        Where-Object Name -Match '^(_rels|package|\[Content_Types\]\.xml|WhylabsApiKey\.nuspec)$' |
        ForEach-Object { Remove-Item -LiteralPath $_.FullName -Recurse -Force }
}

Import-Module $Pester -MinimumVersion 5.0.0
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = if ($ResultFile) { 'None' } else { 'Normal' }
$run = Invoke-Pester -Configuration $configuration

if ($ResultFile) {
    # An unreadable file or a failed setup of a block is a failure, even if no test ran.
    $results = @(
        foreach ($test in $run.Tests) {
            $file = Split-Path $test.Block.BlockContainer.Item -Leaf
            $message = ($test.ErrorRecord | ForEach-Object { "$_"; $_.ScriptStackTrace -split '\r?\n' -like "*$PSScriptRoot*" }) -join "`n"
            @{
                Name    = "$file`: $($test.ExpandedPath)"
                Failure = if ($test.Result -eq 'Failed') { $message }
                Skipped = if ($test.Result -notin 'Failed', 'Passed') {
                    if ($message) { $message } else { 'The shell or system lacks the tested feature, or WHYLABSAPIKEY_PACKAGE is not set.' }
                }
            }
        }
        foreach ($broken in @($run.FailedContainers) + @($run.FailedBlocks)) {
            @{ Name = "$($broken.Name)$($broken.Item)"; Failure = "The setup failed: $($broken.ErrorRecord -join "`n")"; Skipped = $null }
        }
    )
    [System.IO.File]::WriteAllText($ResultFile, (ConvertTo-Json $results -Depth 3))
}
if ($unpacked) {
    # On Windows, the loaded assemblies are locked and cannot be removed.
    Remove-Item -LiteralPath $unpacked -Recurse -ErrorAction Ignore
}
if ($run.Result -ne 'Passed' -or $run.PassedCount -eq 0) {
    exit 1
}
