#Requires -Version 5.1
<#
.SYNOPSIS
Runs the Pester suite on the staged module, against a sandbox of its own.
.PARAMETER CountFile
A file for the result in numbers: passed, failed and skipped tests.
#>
[CmdletBinding()]
param([string] $CountFile)

$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 5.0.0

$configuration = New-PesterConfiguration
$configuration.Run.Path = $PSScriptRoot
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$result = Invoke-Pester -Configuration $configuration

# A file that cannot be read, or a block whose set-up fails, counts as a failure even when no test ran in it.
$failed = $result.FailedCount + $result.FailedContainersCount + $result.FailedBlocksCount
if ($CountFile) {
    Set-Content -LiteralPath $CountFile -Value "$($result.PassedCount) $failed $($result.SkippedCount)" -Encoding ascii
}
if ($failed -gt 0 -or $result.PassedCount -eq 0) {
    exit 1
}
