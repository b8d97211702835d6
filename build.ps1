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
Help brings the syntax and the parameter tables of src/WhylabsApiKey/help in step with the cmdlets, and generates the XML that
Get-Help reads from these pages; it needs the module Microsoft.PowerShell.PlatyPS.
Clean removes everything that was built.
.EXAMPLE
./build.ps1 -Task Test
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Package', 'Help', 'Clean')]
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

# Takes the syntax and the parameter tables from the cmdlets, and links each page to all others. PlatyPS updates a copy; the
# texts of the pages stay as they are, as PlatyPS adds those of Get-Help to them.
function Sync-HelpPage {
    $syntax, $parameters = '(?ms)^## SYNTAX$.*?(?=^## )', '(?ms)^## PARAMETERS$.*?(?=^## )'
    $pages = Get-ChildItem src/WhylabsApiKey/help/*-*.md
    foreach ($page in $pages) {
        $copy = Copy-Item $page.FullName out/help -PassThru
        $null = Update-MarkdownCommandHelp $copy.FullName -NoBackup
        $text, $updated = $page.FullName, $copy.FullName | ForEach-Object { [IO.File]::ReadAllText($_).Replace("`r`n", "`n") }

        # PlatyPS writes [<CommonParameters>] in some syntax blocks only.
        $newSyntax = [regex]::Match($updated, $syntax).Value -replace '(?<=\S)(?<!CommonParameters>\])(?=\n```)', ' [<CommonParameters>]'
        $newParameters = [regex]::Replace([regex]::Match($updated, $parameters).Value, '(?ms)^### -(\w+)$.*?(?=^```yaml$)', {
            $described = [regex]::Match($text, "(?ms)^### -$($args[0].Groups[1].Value)`$.*?(?=^``````yaml`$)")
            if ($described.Success) { $described.Value } else { $args[0].Value }
        })
        $text = $text.Replace([regex]::Match($text, $syntax).Value, $newSyntax)
        $text = $text.Replace([regex]::Match($text, $parameters).Value, $newParameters)
        $links = -join ($pages.BaseName -ne $page.BaseName | ForEach-Object { "- [$_]($_.md)`n" })
        $text = $text -replace '(?s)(?<=\n## RELATED LINKS\n\n).*(?=- \[about_)', $links
        [IO.File]::WriteAllText($page.FullName, $text)
    }
}

# Generates the XML with PlatyPS, and completes it: PlatyPS writes no default values, leaves Markdown as it is, puts the code of
# an example into a paragraph, and gives links the paths of pages. An empty paragraph separates two examples.
function Export-Help {
    $pages = Get-ChildItem src/WhylabsApiKey/help/*-*.md
    $commands = Import-MarkdownCommandHelp $pages.FullName
    $file = $commands | Export-MamlCommandHelp -OutputFolder out/help/xml -Force
    $xml = [xml]::new()
    $xml.Load($file.FullName)
    $namespaces = [Xml.XmlNamespaceManager]::new($xml.NameTable)
    'maml', 'command', 'dev' | ForEach-Object { $namespaces.AddNamespace($_, $xml.DocumentElement.GetNamespaceOfPrefix($_)) }

    function Add-Element($Parent, $Name, $Text) {
        $element = $xml.CreateElement($Name, $namespaces.LookupNamespace($Name.Split(':')[0]))
        $element.InnerText = $Text
        $null = $Parent.AppendChild($element)
    }

    # Paragraphs and items of lists are separated by blank lines; a sentence has a line of its own.
    function Add-Paragraph($Parent, $Text) {
        foreach ($paragraph in $Text.Trim() -split '\n\s*\n' -replace '\s*\n\s*', ' ' -replace '`') {
            Add-Element -Parent $Parent -Name 'maml:para' -Text $paragraph
        }
    }

    foreach ($node in $xml.SelectNodes('//command:command', $namespaces)) {
        $command = $commands | Where-Object Title -EQ $node.SelectSingleNode('command:details/command:name', $namespaces).InnerText

        foreach ($parameter in $node.SelectNodes('command:parameters/command:parameter', $namespaces)) {
            $name = $parameter.SelectSingleNode('maml:name', $namespaces).InnerText
            $default = ($command.Parameters | Where-Object Name -EQ $name).DefaultValue
            Add-Element -Parent $parameter -Name 'dev:defaultValue' -Text $default

            # The name of the type as it is in the syntax.
            $type = $parameter.SelectSingleNode('command:parameterValue', $namespaces)
            if ($type) {
                $inSyntax = ".//command:syntaxItem/*[maml:name='$name']/command:parameterValue"
                $type.InnerText = $node.SelectSingleNode($inSyntax, $namespaces).InnerText
            }
        }

        $index = 0
        foreach ($example in $node.SelectNodes('.//command:example', $namespaces)) {
            $null = $example.RemoveChild($example.SelectSingleNode('maml:introduction', $namespaces))
            $code, $remarks = $command.Examples[$index++].Remarks -split '(?s)^\s*```powershell\n(.*?)\n```\n' -ne ''
            $example.SelectSingleNode('dev:code', $namespaces).InnerText = $code
            $text = $example.SelectSingleNode('dev:remarks', $namespaces)
            Add-Paragraph $text $remarks
            Add-Element -Parent $text -Name 'maml:para' -Text ''
        }
    }

    foreach ($parent in $xml.SelectNodes('//*[maml:para and not(self::dev:remarks)]', $namespaces)) {
        $text = $parent.SelectNodes('maml:para', $namespaces).InnerText -join "`n`n"
        $parent.RemoveAll()
        Add-Paragraph $parent $text
    }

    foreach ($link in $xml.SelectNodes('//maml:navigationLink', $namespaces)) {
        $link.SelectSingleNode('maml:uri', $namespaces).InnerText = ''
        if ($link.SelectSingleNode('maml:linkText', $namespaces).InnerText -eq 'Online Version') {
            $null = $link.ParentNode.RemoveChild($link)
        }
    }

    # The tests compare these checksums with the pages.
    $stamps = foreach ($page in $pages) {
        $bytes = [Text.Encoding]::UTF8.GetBytes([IO.File]::ReadAllText($page.FullName).Replace("`r`n", "`n"))
        $hash = [Security.Cryptography.SHA256]::Create().ComputeHash($bytes)
        "$($page.Name) $([BitConverter]::ToString($hash).Replace('-', '').ToLowerInvariant())"
    }
    $stamp = $xml.CreateComment(" Generated by build.ps1 -Task Help from src/WhylabsApiKey/help:`n$($stamps -join "`n")`n")
    $null = $xml.InsertBefore($stamp, $xml.DocumentElement)

    $settings = [Xml.XmlWriterSettings]@{ Indent = $true; NewLineChars = "`n"; Encoding = [Text.UTF8Encoding]::new($false) }
    $writer = [Xml.XmlWriter]::Create("$PSScriptRoot/src/WhylabsApiKey/en-US/$($file.Name)", $settings)
    $xml.Save($writer)
    $writer.WriteRaw("`n")
    $writer.Dispose()
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
        'Help' {
            if (-not (Get-Module Microsoft.PowerShell.PlatyPS -ListAvailable)) {
                throw 'The task Help needs the module Microsoft.PowerShell.PlatyPS. Run: Install-PSResource Microsoft.PowerShell.PlatyPS'
            }

            Invoke-Dotnet "build src/WhylabsApiKey --configuration $Configuration"
            Import-Module Microsoft.PowerShell.PlatyPS
            Import-Module ./out/WhylabsApiKey -Force
            Get-ChildItem out/help -ErrorAction Ignore | Remove-Item -Recurse -Force
            $null = New-Item out/help -ItemType Directory -Force
            Sync-HelpPage
            Export-Help
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
