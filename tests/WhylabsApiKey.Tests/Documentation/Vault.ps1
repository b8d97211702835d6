# Stands in for what examples call and a test does not have: the commands of vaults, and a program that takes secrets.
# A vault has every secret that it is asked for: an administrator's key under a name that says so, else the operator's.
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
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It stands in for another.')]
    [CmdletBinding()]
    param([Parameter(Mandatory)] [string] $Name, [Parameter(Mandatory)] [Alias('Secret')] [securestring] $SecureStringSecret)

    $stored[$Name] = $SecureStringSecret
}

function Get-AzKeyVaultSecret {
    param([Parameter(Mandatory)] [string] $VaultName, [Parameter(Mandatory)] [string] $Name)

    [pscustomobject]@{ VaultName = $VaultName; Name = $Name; SecretValue = Get-Secret $Name }
}

function Set-AzKeyVaultSecret {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It stands in for another.')]
    [CmdletBinding()]
    param([Parameter(Mandatory)] [string] $VaultName, [Parameter(Mandatory)] [string] $Name, [Parameter(Mandatory)] [securestring] $SecretValue)

    $stored[$Name] = $SecretValue
    [pscustomobject]@{ VaultName = $VaultName; Name = $Name }
}

function Connect-AzAccount {
    param([Parameter(Mandatory)] [switch] $Identity)

    [pscustomobject]@{ Identity = [bool] $Identity }
}

# The secret comes as a line of an environment file through the pipeline, never as an argument.
function kubectl {
    $text = "$input"
    if ($args -match '\w{10}\.\w{20}') {
        throw 'kubectl was given a secret where others can see it.'
    }
    if ($args[0] -eq 'create' -and $args -contains '--from-env-file=/dev/stdin' -and $text -match '^WHYLABS_API_KEY=\w{10}\.\S+$') {
        return "kind: Secret"
    }
    if ($args[0] -ne 'apply' -or $text -ne 'kind: Secret') {
        throw 'kubectl was not given what it needs.'
    }
    'secret/whylabs configured'
}

# The secret comes through the pipeline, never as an argument.
function gh {
    $secret = "$input"
    if ($args -match '^\w{10}\.' -or $secret -notmatch '^\w{10}\.\w+') {
        throw 'gh was not given a secret, or was given it where others can see it.'
    }
}
