#Requires -Version 5.1
<#
.SYNOPSIS
Runs the Pester suite in this shell, against local services.
.DESCRIPTION
The module under test is the one that WHYLABSAPIKEY_MODULE names, or the one in the package in the folder that
WHYLABSAPIKEY_PACKAGE names, or the staged one.
.PARAMETER Path
Specifies the test files to run. The default is all of them.
.PARAMETER Pester
Specifies the module Pester 5 to run them with. The default is the one that is installed.
.PARAMETER ResultFile
Specifies a file for the results in JSON: name, failure and reason of a skip for each test.
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

# What the caller's environment says must not decide a test. Child processes get the same.
Get-ChildItem Env: | Where-Object Name -Match '^(WHYLABS_.*|NO_COLOR|CLICOLOR.*|TZ|LC_.*|(HTTPS?|ALL|NO)_PROXY)$' | Remove-Item
$env:LANG = 'C.UTF-8'
$env:TERM = 'xterm-256color'
[TimeZoneInfo]::ClearCachedData()
[cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = 'en-US'

# What is released is what is tested.
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
    # A file that cannot be read, or a block whose set-up fails, is a failure even when no test ran in it.
    $results = @(
        foreach ($test in $run.Tests) {
            $file = Split-Path $test.Block.BlockContainer.Item -Leaf
            $said = ($test.ErrorRecord | ForEach-Object { "$_"; $_.ScriptStackTrace -split '\r?\n' -like "*$PSScriptRoot*" }) -join "`n"
            @{
                Name    = "$file`: $($test.ExpandedPath)"
                Failure = if ($test.Result -eq 'Failed') { $said }
                Skipped = if ($test.Result -notin 'Failed', 'Passed') { if ($said) { $said } else { 'This shell or system does not have what it tests.' } }
            }
        }
        foreach ($broken in @($run.FailedContainers) + @($run.FailedBlocks)) {
            @{ Name = "$($broken.Name)$($broken.Item)"; Failure = "Its set-up failed: $($broken.ErrorRecord -join "`n")"; Skipped = $null }
        }
    )
    [System.IO.File]::WriteAllText($ResultFile, (ConvertTo-Json $results -Depth 3))
}
if ($unpacked) {
    # On Windows the assemblies stay loaded, and their files with them.
    Remove-Item -LiteralPath $unpacked -Recurse -ErrorAction Ignore
}
if ($run.Result -ne 'Passed' -or $run.PassedCount -eq 0) {
    exit 1
}
