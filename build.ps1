#Requires -Version 5.1
<#
.SYNOPSIS
Builds, tests or packages the module.
.DESCRIPTION
Calls the dotnet command, for people with a PowerShell. Building and testing do not need it; packaging does.
.PARAMETER Task
Build stages the importable module in out/WhylabsApiKey. Test builds and runs all tests. Package builds for release from
scratch and leaves in out/package what is released: the package for a gallery, its bill of materials and their checksums;
it needs Compress-PSResource, which PowerShell 7.5 and later bring, and so does "dotnet pwsh" after "dotnet tool restore".
When SIGNING_CERTIFICATE is set (see CONTRIBUTING.md), it signs before it packs, on Windows.
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
    param([string] $Command)

    & dotnet (-split $Command)
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $Command ended with exit code $LASTEXITCODE."
    }
}

# Signs what is the project's own; the makers of its packages have signed theirs.
function Add-Signature {
    $signing = @{
        Certificate     = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new(
            [Convert]::FromBase64String($env:SIGNING_CERTIFICATE), $env:SIGNING_PASSWORD)
        TimestampServer = $env:SIGNING_TIMESTAMP_SERVER
        HashAlgorithm   = 'SHA256'
        IncludeChain    = 'NotRoot'
    }
    $unsigned = Get-ChildItem out/WhylabsApiKey -Recurse -Include WhylabsApiKey*.dll, *.psd1, *.ps1xml |
        Set-AuthenticodeSignature @signing | Where-Object Status -NE 'Valid'
    if ($unsigned) {
        throw "Not signed: $($unsigned.Path -join ', '). $($unsigned.StatusMessage | Select-Object -First 1)"
    }
}

Push-Location $PSScriptRoot
try {
    switch ($Task) {
        'Build' {
            Invoke-Dotnet "build --configuration $Configuration"
        }
        'Test' {
            Invoke-Dotnet "test --configuration $Configuration"
        }
        'Package' {
            Get-ChildItem src/*/bin/Release, src/*/obj/Release, out -ErrorAction Ignore | Remove-Item -Recurse -Force
            Invoke-Dotnet 'build src/WhylabsApiKey --configuration Release'
            if ($env:SIGNING_CERTIFICATE) {
                Add-Signature
            }

            $null = New-Item out/package -ItemType Directory
            Compress-PSResource out/WhylabsApiKey out/package

            $version = (Import-PowerShellDataFile WhylabsApiKey.psd1).ModuleVersion
            Invoke-Dotnet 'tool restore'
            Invoke-Dotnet "tool run dotnet-CycloneDX src/WhylabsApiKey.Core/WhylabsApiKey.Core.csproj --disable-package-restore
                --exclude-filter Microsoft.NETFramework.ReferenceAssemblies,PolySharp
                --set-name WhylabsApiKey --set-version $version --set-type Library
                --output out/package --filename WhylabsApiKey.$version.cdx.json --output-format Json"

            # In the form that sha256sum checks.
            $checksums = Get-ChildItem out/package | Get-FileHash -Algorithm SHA256 |
                ForEach-Object { "$($_.Hash.ToLowerInvariant())  $(Split-Path $_.Path -Leaf)`n" }
            Set-Content out/package/SHA256SUMS (-join $checksums) -NoNewline -Encoding ascii
            Get-ChildItem out/package
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
