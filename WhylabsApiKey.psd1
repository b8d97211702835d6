@{
    RootModule             = 'WhylabsApiKey.dll'
    ModuleVersion          = '0.1.0'
    GUID                   = 'a6f6a9ce-ee9c-4c8a-a01c-d7edb346be46'
    Author                 = 'The WhylabsApiKey authors'
    CompanyName            = 'The WhylabsApiKey authors'
    Copyright              = '(c) The WhylabsApiKey authors. MIT License.'
    Description            = 'List, create and revoke the API keys of WhyLabs organizations: typed objects, safe retries, -WhatIf and -Confirm.'

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

    # All that ships; the tests compare it with the staged folder.
    FileList               = @(
        'WhylabsApiKey.psd1'
        'WhylabsApiKey.dll'
        'WhylabsApiKey.Abstractions.dll'
        'WhylabsApiKey.Format.ps1xml'
        'WhylabsApiKey.Types.ps1xml'
        'LICENSE'
        'ThirdPartyNotices.txt'
        'lib/net8.0/Microsoft.Extensions.Configuration.Abstractions.dll'
        'lib/net8.0/Microsoft.Extensions.Configuration.Binder.dll'
        'lib/net8.0/Microsoft.Extensions.Configuration.dll'
        'lib/net8.0/Microsoft.Extensions.DependencyInjection.Abstractions.dll'
        'lib/net8.0/Microsoft.Extensions.DependencyInjection.dll'
        'lib/net8.0/Microsoft.Extensions.Diagnostics.Abstractions.dll'
        'lib/net8.0/Microsoft.Extensions.Diagnostics.dll'
        'lib/net8.0/Microsoft.Extensions.Http.dll'
        'lib/net8.0/Microsoft.Extensions.Logging.Abstractions.dll'
        'lib/net8.0/Microsoft.Extensions.Logging.dll'
        'lib/net8.0/Microsoft.Extensions.Options.ConfigurationExtensions.dll'
        'lib/net8.0/Microsoft.Extensions.Options.dll'
        'lib/net8.0/Microsoft.Extensions.Primitives.dll'
        'lib/net8.0/WhylabsApiKey.Core.dll'
        'lib/net472/Microsoft.Bcl.AsyncInterfaces.dll'
        'lib/net472/Microsoft.Extensions.Configuration.Abstractions.dll'
        'lib/net472/Microsoft.Extensions.DependencyInjection.Abstractions.dll'
        'lib/net472/Microsoft.Extensions.DependencyInjection.dll'
        'lib/net472/Microsoft.Extensions.Http.dll'
        'lib/net472/Microsoft.Extensions.Logging.Abstractions.dll'
        'lib/net472/Microsoft.Extensions.Logging.dll'
        'lib/net472/Microsoft.Extensions.Options.dll'
        'lib/net472/Microsoft.Extensions.Primitives.dll'
        'lib/net472/System.Buffers.dll'
        'lib/net472/System.Diagnostics.DiagnosticSource.dll'
        'lib/net472/System.IO.Pipelines.dll'
        'lib/net472/System.Memory.dll'
        'lib/net472/System.Numerics.Vectors.dll'
        'lib/net472/System.Runtime.CompilerServices.Unsafe.dll'
        'lib/net472/System.Text.Encodings.Web.dll'
        'lib/net472/System.Text.Json.dll'
        'lib/net472/System.Threading.Tasks.Extensions.dll'
        'lib/net472/System.ValueTuple.dll'
        'lib/net472/WhylabsApiKey.Core.dll'
    )

    PrivateData            = @{
        PSData = @{
            Tags         = @('WhyLabs', 'ApiKey', 'Secret', 'Security', 'Observability', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            ReleaseNotes = 'The first release.'
        }
    }
}
