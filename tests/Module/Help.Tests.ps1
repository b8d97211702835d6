# Runs what people copy: every example of the help, of about_WhylabsApiKey and of the README, each in a runspace of its
# own with a sandbox of its own. What examples assume and a test cannot have is put in its place here:
# - the addresses songbird.* and localhost:8080 are the sandbox's;
# - lines that set the environment variables of the module are left out, as the sandbox has set them;
# - vaults and other programs are those of Vault.ps1, and every question is answered with yes.

BeforeDiscovery {
    . $PSScriptRoot/Sandbox.ps1
    Import-Module $ModulePath -Force
    $script:commands = (Get-Command -Module WhylabsApiKey).Name
    $about = Get-Content (Join-Path $ModulePath 'en-US/about_WhylabsApiKey.help.txt') -Raw
    $readme = Get-Content (Join-Path $repository 'README.md') -Raw

    $helpExamples = foreach ($command in $commands) {
        $number = 0
        foreach ($example in @((Get-Help $command).examples.example)) {
            $number++
            @{ Name = "$command, example $number"; Code = $example.code }
        }
    }

    # In the topic, lines that are indented by eight are PowerShell.
    $number = 0
    $aboutExamples = foreach ($match in [regex]::Matches($about, '(?m)(?<=^[ \t]*\r?\n) {8}\S.*(\r?\n {8}.*)*')) {
        $number++
        @{ Name = "about_WhylabsApiKey, example $number"; Code = $match.Value }
    }

    # What builds or installs the module itself has nothing to do with a service.
    $number = 0
    $readmeExamples = foreach ($match in [regex]::Matches($readme, '(?ms)^```powershell\r?\n(.*?)^```')) {
        $number++
        if ($match.Groups[1].Value -notmatch '\bdotnet |\bInstall-') {
            @{ Name = "README, block $number"; Code = $match.Groups[1].Value }
        }
    }
    $script:examples = @($helpExamples) + @($aboutExamples) + @($readmeExamples)
}

BeforeAll {
    . $PSScriptRoot/Sandbox.ps1
    Import-Module $ModulePath -Force

    function Invoke-Example {
        param([string] $Code, [string] $Folder)

        $sandbox = Start-Sandbox
        $shell = [powershell]::Create()
        try {
            $vault = Get-Content (Join-Path $PSScriptRoot 'Vault.ps1') -Raw
            $null = $shell.AddScript($vault).AddArgument($sandbox.OperatorToken).AddArgument($sandbox.AdministratorToken).AddStatement()
            $null = $shell.AddScript('param($Module, $Folder) Import-Module $Module; Set-Location -LiteralPath $Folder; $ConfirmPreference = "None"')
            $null = $shell.AddArgument($ModulePath).AddArgument($Folder).Invoke()
            $shell.Commands.Clear()
            $null = $shell.AddScript(($Code -replace 'https?://(songbird\.[\w.]+(:\d+)?|localhost:8080)', $sandbox.Endpoint -replace '(?m)^\s*\$env:WHYLABS_\w+ = .*$', ''))
            try {
                $null = $shell.Invoke()
            }
            catch {
                "ended by: $_"
            }
            $shell.Streams.Error | ForEach-Object { "$_ ($($_.FullyQualifiedErrorId))" }
        }
        finally {
            $shell.Dispose()
            Stop-Sandbox $sandbox
        }
    }
}

AfterAll {
    Remove-Module WhylabsApiKey
}

Describe 'Help' {
    It 'has pages in full for <_>' -ForEach $commands {
        $text = Get-Help $_ -Full | Out-String
        'SYNOPSIS', 'DESCRIPTION', 'INPUTS', 'OUTPUTS', 'NOTES', 'Example 4' | ForEach-Object { $text | Should -MatchExactly $_ }
        @((Get-Help $_ -Examples).examples.example).Count | Should -BeGreaterOrEqual 4
    }

    It 'describes every parameter of <_>' -ForEach ($commands -ne 'Disconnect-Whylabs') {
        $parameters = Get-Help $_ -Parameter *
        $parameters.Count | Should -BeGreaterThan 6
        $parameters | ForEach-Object { $_.description.Text | Should -Not -BeNullOrEmpty; $_.defaultValue | Should -Not -BeNullOrEmpty }
    }

    It 'has the topic about_WhylabsApiKey' {
        $topic = Get-Help about_WhylabsApiKey | Out-String
        $topic | Should -Match 'WHYLABS_DEFAULT_ORG_ID'
        $topic | Should -Match 'TROUBLESHOOTING'
    }

    It 'has an example that works: <Name>' -ForEach $examples {
        Invoke-Example $Code $TestDrive | Should -BeNullOrEmpty
    }

    It 'lets nobody handle a secret as text: <Name>' -ForEach $examples {
        $Code | Should -Not -Match '\b\w{10}\.\w{20,}' -Because 'it would be a token'
        $Code | Should -Not -Match 'ConvertTo-SecureString\s.*-AsPlainText' -Because 'the text would be in the history'
        $Code | Should -Not -Match '\$env:WHYLABS_API_KEY = [''"]' -Because 'the text would be in the history'
        $Code | Should -Not -Match '(?m)^\s*\$\w+\.RevealKey\(\)\s*(#.*)?$' -Because 'the text would be on the screen'
    }
}

Describe 'The run of examples' {
    It 'tells of an example that fails' {
        Invoke-Example 'Get-WhylabsApiKey -KeyId nosuchkey1' $TestDrive | Should -BeLike '*(KeyNotFound,*'
        Invoke-Example 'throw "no"' $TestDrive | Should -BeLike 'ended by: *no*'
    }

    It 'has examples of help, topic and README' {
        'Get-WhylabsApiKey, *', 'Update-WhylabsApiKey, *', 'about_*', 'README, *' | ForEach-Object { $pattern = $_; @($names) -like $pattern | Should -Not -BeNullOrEmpty }
    } -ForEach @{ Names = @($examples | ForEach-Object { $_.Name }) }
}
