# Replaces the vault commands and the programs that the examples call.
# A vault returns a token for every name: the administrator's if the name contains 'admin', and otherwise the operator's.
param([string] $Operator, [string] $Administrator)

$tokens = @{ Operator = $Operator; Administrator = $Administrator }
$stored = @{}

function Get-Secret {
    param([Parameter(Mandatory)] [string] $Name)

    if ($stored.ContainsKey($Name)) {
        return $stored[$Name]
    }
    $secret = [securestring]::new()
    $tokens[$(if ($Name -match 'admin') { 'Administrator' } else { 'Operator' })].ToCharArray() | ForEach-Object { $secret.AppendChar($_) }
    $secret
}

function Set-Secret {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A replacement for a test.')]
    [CmdletBinding()]
    param([Parameter(Mandatory)] [string] $Name, [Parameter(Mandatory)] [Alias('Secret')] [securestring] $SecureStringSecret)

    if ($stored.ContainsKey($Name)) {
        throw "The secret $Name would be overwritten."
    }
    $stored[$Name] = $SecureStringSecret
}

function Get-AzKeyVaultSecret {
    param([Parameter(Mandatory)] [string] $VaultName, [Parameter(Mandatory)] [string] $Name)

    [pscustomobject]@{ VaultName = $VaultName; Name = $Name; SecretValue = Get-Secret $Name }
}

function Set-AzKeyVaultSecret {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'A replacement for a test.')]
    [CmdletBinding()]
    param([Parameter(Mandatory)] [string] $VaultName, [Parameter(Mandatory)] [string] $Name, [Parameter(Mandatory)] [securestring] $SecretValue)

    $stored[$Name] = $SecretValue
    [pscustomobject]@{ VaultName = $VaultName; Name = $Name }
}

function Connect-AzAccount {
    param([Parameter(Mandatory)] [switch] $Identity)

    [pscustomobject]@{ Identity = [bool] $Identity }
}

# Requires the secret as pipeline input, in a line of an environment file, and not as an argument.
function kubectl {
    $text = "$input"
    if ($args -match '\w{10}\.\w{20}') {
        throw 'kubectl received a secret as an argument, which other processes can see.'
    }
    if ($args[0] -eq 'create' -and $args -contains '--from-env-file=/dev/stdin' -and $text -match '^WHYLABS_API_KEY=\w{10}\.\S+$') {
        return "kind: Secret"
    }
    if ($args[0] -ne 'apply' -or $text -ne 'kind: Secret') {
        throw 'kubectl received other arguments or input than expected.'
    }
    'secret/whylabs configured'
}

# Requires the secret as pipeline input, and not as an argument.
function gh {
    $secret = "$input"
    if ($args -match '^\w{10}\.' -or $secret -notmatch '^\w{10}\.\w+') {
        throw 'gh received no secret, or received it as an argument, which other processes can see.'
    }
}
