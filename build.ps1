#Requires -Version 5.1
<#
.SYNOPSIS
Builds, tests or packages the module.
.DESCRIPTION
A convenience over the dotnet command for people with a PowerShell; nothing in the repository needs it.
.PARAMETER Task
Build stages the importable module in out/WhylabsApiKey. Test builds, then runs the .NET tests and, where Pester 5 is
installed, the Pester suite. Package builds for release and puts the staged module into a zip file beside it.
Clean removes everything that was built.
.EXAMPLE
./build.ps1 -Task Test
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Package', 'Clean')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

$ErrorActionPreference = 'Stop'

function Invoke-Dotnet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $args ended with exit code $LASTEXITCODE."
    }
}

Push-Location $PSScriptRoot
try {
    switch ($Task) {
        'Build' {
            Invoke-Dotnet build --configuration $Configuration
        }
        'Test' {
            Invoke-Dotnet test --configuration $Configuration
            if (Get-Module Pester -ListAvailable | Where-Object Version -GE '5.0') {
                & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -File tests/Module/Invoke-ModuleTest.ps1
                if ($LASTEXITCODE -ne 0) {
                    throw 'The Pester suite failed.'
                }
            }
            else {
                Write-Warning 'The Pester suite was skipped: Pester 5 is not installed.'
            }
        }
        'Package' {
            Invoke-Dotnet build --configuration Release
            $version = (Import-PowerShellDataFile WhylabsApiKey.psd1).ModuleVersion
            $package = "out/WhylabsApiKey.$version.zip"
            Compress-Archive -Path out/WhylabsApiKey -DestinationPath $package -Force
            Get-Item $package
        }
        'Clean' {
            Get-ChildItem src, tests -Directory | ForEach-Object { Join-Path $_.FullName bin; Join-Path $_.FullName obj } |
                Where-Object { Test-Path $_ } | Remove-Item -Recurse -Force
            'out', 'TestResults' | Where-Object { Test-Path $_ } | Remove-Item -Recurse -Force
        }
    }
}
finally {
    Pop-Location
}
