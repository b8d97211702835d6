BeforeDiscovery {
    $script:released = [bool] $env:WHYLABSAPIKEY_PACKAGE
    $script:gallery = $PSVersionTable.PSVersion.Major -ge 6 -and (Get-Command Save-PSResource -ErrorAction Ignore)
    $script:packed = $released -or [bool] (Get-Command Compress-PSResource -ErrorAction Ignore)
}

# Tests the package in WHYLABSAPIKEY_PACKAGE, or a package of the module under test.
Describe 'The package' -Skip:(-not $packed) {
    BeforeAll {
        . $PSScriptRoot/Sandbox.ps1
        if ($env:WHYLABSAPIKEY_PACKAGE) {
            $packages = Convert-Path $env:WHYLABSAPIKEY_PACKAGE
        }
        else {
            $packages = (New-Item (Join-Path $TestDrive 'packages') -ItemType Directory).FullName
            Compress-PSResource $ModulePath $packages
        }
        $package = @(Get-ChildItem $packages -Filter *.nupkg)
        $script:manifest = Import-PowerShellDataFile (Join-Path $ModulePath 'WhylabsApiKey.psd1')

        Add-Type -AssemblyName System.IO.Compression.FileSystem
        $content = Join-Path $TestDrive 'content'
        [System.IO.Compression.ZipFile]::ExtractToDirectory($package[0].FullName, $content)
    }

    It 'is one file with the version in its name' {
        $package.Name | Should -Be "WhylabsApiKey.$($manifest.ModuleVersion).nupkg"
    }

    It 'contains the files in the manifest' {
        (Get-ChildItem -LiteralPath $content -Name) -notmatch '^(_rels|package|\[Content_Types\]\.xml|WhylabsApiKey\.nuspec)$' | Sort-Object | Should -Be ($manifest.FileList | Sort-Object)
    }

    It 'has the metadata of the manifest' {
        $metadata = ([xml] (Get-Content (Join-Path $content 'WhylabsApiKey.nuspec') -Raw)).package.metadata
        $metadata.id, $metadata.version, $metadata.authors, $metadata.description |
            Should -Be 'WhylabsApiKey', $manifest.ModuleVersion, $manifest.Author, $manifest.Description
        foreach ($tag in @('PSModule') + $manifest.PrivateData.PSData.Tags) {
            -split $metadata.tags | Should -Contain $tag
        }
    }

    Context 'from a gallery folder' -Skip:(-not $gallery) {
        BeforeAll {
            $script:sandbox = Start-Sandbox

            # Runs a shell with a temporary home folder, so that no files remain. On Windows, HOME has no effect.
            function Invoke-GalleryShell {
                param([string] $Script)

                $before = @{ HOME = $env:HOME; XDG_DATA_HOME = $env:XDG_DATA_HOME; XDG_CACHE_HOME = $env:XDG_CACHE_HOME; PSModulePath = $env:PSModulePath }
                try {
                    $env:HOME = Join-Path $TestDrive 'home'
                    $env:XDG_DATA_HOME, $env:XDG_CACHE_HOME, $env:PSModulePath = $null
                    & $shell -NoProfile -NonInteractive -Command "
                        Register-PSResourceRepository WhylabsApiKeyTest -Uri '$packages' -Trusted
                        try { $Script } finally { Unregister-PSResourceRepository WhylabsApiKeyTest }"
                }
                finally {
                    $before.Keys | ForEach-Object { Set-Item "Env:$_" $before[$_] }
                }
            }
        }

        AfterAll {
            Stop-Sandbox $sandbox
        }

        It 'works after Save-PSResource' {
            $saved = (New-Item (Join-Path $TestDrive 'saved') -ItemType Directory).FullName
            Invoke-GalleryShell "Save-PSResource WhylabsApiKey -Repository WhylabsApiKeyTest -Path '$saved'; Import-Module '$saved/WhylabsApiKey'; (Get-WhylabsApiKey).Count" |
                Should -Be 10
        }

        It 'works after Install-PSResource' -Skip:([bool] $IsWindows) {
            $count, $base = Invoke-GalleryShell 'Install-PSResource WhylabsApiKey -Repository WhylabsApiKeyTest; (Get-WhylabsApiKey).Count; (Get-Module WhylabsApiKey).ModuleBase'
            $base | Should -BeLike "$(Join-Path $TestDrive 'home')*"
            $count | Should -Be 10
        }
    }
}

Describe 'The release files' -Skip:(-not $released) {
    BeforeAll {
        $script:folder = $env:WHYLABSAPIKEY_PACKAGE
    }

    It 'include a checksum of each file' {
        $lines = @(Get-Content (Join-Path $folder 'SHA256SUMS'))
        $lines | Should -HaveCount (@(Get-ChildItem $folder).Count - 1)
        foreach ($line in $lines) {
            $hash, $name = $line -split '  ', 2
            (Get-FileHash (Join-Path $folder $name) -Algorithm SHA256).Hash | Should -Be $hash
        }
    }

    It 'include a bill of materials with exactly the third-party assemblies' {
        . $PSScriptRoot/Sandbox.ps1
        $bill = Get-Content (Join-Path $folder 'WhylabsApiKey.*.cdx.json') -Raw | ConvertFrom-Json
        $bill.bomFormat, $bill.metadata.component.name | Should -Be 'CycloneDX', 'WhylabsApiKey'
        $foreign = Get-ChildItem (Join-Path $ModulePath lib) -Recurse -Filter *.dll | Where-Object Name -NotLike 'WhylabsApiKey.*'
        $bill.components.name | Sort-Object -Unique | Should -Be ($foreign.BaseName | Sort-Object -Unique)
    }
}
