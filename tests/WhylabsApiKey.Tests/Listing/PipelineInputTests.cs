using System.Management.Automation;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Listing;

/// <summary>Tests the pipeline input of Get-WhylabsApiKey.</summary>
public class PipelineInputTests
{
    private const string Refused = "InvalidInput";

    [Theory]
    [InlineData("\"UserId,Alias`nbob,poc\" | ConvertFrom-Csv", "K2uVt5wNxe")]
    [InlineData("\"UserId,Alias`nbob,\" | ConvertFrom-Csv", "K2uVt5wNxe zP0gHsa6Ri")]
    [InlineData("\"UserId,Alias,Department`nbob,ci,Sales\" | ConvertFrom-Csv", "zP0gHsa6Ri")]
    [InlineData("\"userid,ORGID`nbob,org-123\" | ConvertFrom-Csv", "K2uVt5wNxe zP0gHsa6Ri")]
    [InlineData("'zP0gHsa6Ri', 'HMiFAgQeNb'", "zP0gHsa6Ri HMiFAgQeNb")]
    [InlineData("[pscustomobject]@{ UserId = 'bob'; Note = 'left' }", "K2uVt5wNxe zP0gHsa6Ri")]
    [InlineData("[pscustomobject]@{ UserId = @('user-789', 'bob') }", "R6jLc1hUoS m9DqBf3EyG K2uVt5wNxe zP0gHsa6Ri")]
    [InlineData("[pscustomobject]@{ KeyId = @('zP0gHsa6Ri', 'HMiFAgQeNb'); Status = 'x' }", "zP0gHsa6Ri HMiFAgQeNb")]
    [InlineData("Get-WhylabsApiKey -UserId bob | Select-Object UserId -Unique", "K2uVt5wNxe zP0gHsa6Ri")]
    [InlineData("Get-WhylabsApiKey -UserId bob | Select-Object KeyId, Alias", "K2uVt5wNxe zP0gHsa6Ri")]
    [InlineData("Get-WhylabsApiKey -UserId bob | ConvertTo-Json | ConvertFrom-Json", "K2uVt5wNxe zP0gHsa6Ri")]
    [InlineData("(Get-WhylabsApiKey -UserId bob | Group-Object UserId).Group", "K2uVt5wNxe zP0gHsa6Ri")]
    public async Task Record_selects_the_keys_that_it_describes(string records, string expected)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(expected, string.Join(' ', sandbox.Lines($"{records} | Get-WhylabsApiKey")));
    }

    [Theory]
    [InlineData("OrgId")]
    [InlineData("OrganizationId")]
    [InlineData("organizationid")]
    public async Task Record_with_only_an_organization_lists_its_keys(string column)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(["PaIdAdMiN1"], sandbox.Lines($"[pscustomobject]@{{ {column} = 'org-900' }} | Get-WhylabsApiKey"));
    }

    [Theory]
    [InlineData("@{ User = 'bob'; OrgId = 'org-123' }", Refused, "User")]
    [InlineData("@{ Name = 'bob'; OrganizationId = 'org-123' }", Refused, "Name")]
    [InlineData("@{ Mail = 'bob@example.com'; OrgId = 'org-123' }", Refused, "Mail")]
    [InlineData("@{ Alias = 'poc'; OrgId = 'org-123' }", Refused, "Alias")]
    [InlineData("@{ 'UserId ' = 'bob'; OrgId = 'org-123' }", Refused, "UserId")]
    [InlineData("@{ \"UserId$([char]0xA0)\" = 'bob'; OrgId = 'org-123' }", Refused, "UserId\\u00A0")]
    [InlineData("@{ \"$([char]0xFEFF)UserId\" = 'bob'; OrgId = 'org-123' }", Refused, "\\uFEFFUserId")]
    [InlineData("@{ User_Id = 'bob'; Email = 'ada@example.com' }", Refused, "User_Id")]
    [InlineData("@{ 'user-id' = 'bob'; UserId = 'user-123' }", Refused, "user-id")]
    [InlineData("@{ 'E-Mail' = 'bob@example.com'; OrgId = 'org-123' }", Refused, "E-Mail")]
    [InlineData("@{ 'Organization Id' = 'org-900'; UserId = 'bob' }", Refused, "Organization Id")]
    [InlineData("@{ 'Key Id' = 'zP0gHsa6Ri'; UserId = 'bob' }", Refused, "Key Id")]
    [InlineData("@{ KeyId = ''; UserId = 'bob' }", "KeyIdMissing", "KeyId")]
    [InlineData("@{ UserId = 'bob'; Status = 'Expired' }", Refused, "Status")]
    [InlineData("@{ UserId = 'bob'; Expired = 'True' }", Refused, "Expired")]
    [InlineData("@{ Email = 'bob@example.com'; ExpiresInDays = 3 }", Refused, "ExpiresInDays")]
    [InlineData("@{ UserId = 'bob'; expiring_within_days = 3 }", Refused, "expiring_within_days")]
    [InlineData("@{ UserId = 'bob'; IncludeRevoked = $true }", Refused, "IncludeRevoked")]
    [InlineData("@{ UserId = '' }", "UserIdMissing", "UserId")]
    [InlineData("@{ OrgId = '' }", Refused, "OrgId")]
    [InlineData("@{ Count = 2; Group = 'x'; Name = 'bob' }", Refused, "Group")]
    [InlineData("@{ UserId = 'bob'; OrgId = 'org-123'; OrganizationId = 'org-900' }", Refused, "OrganizationId")]
    [InlineData("@{ UserId = 'bob'; ApiVersion = 'V1' }", Refused, "ApiVersion")]
    [InlineData("@{ UserId = 'bob'; Endpoint = 'songbird' }", Refused, "Endpoint")]
    [InlineData("@{ UserId = 'bob'; Endpoint = 'https://songbird.example.com' }", "KeyOfAnotherService", "songbird.example.com")]
    [InlineData("@{ UserId = @{ a = 1 } }", "ParameterArgumentTransformationError", "UserId")]
    public async Task Record_with_an_empty_or_unknown_column_is_refused(string row, string errorId, string named)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run($"[pscustomobject]{row} | Get-WhylabsApiKey");
        Assert.Empty(result.Output);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal(errorId, error.Id());
        Assert.Contains(named, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(sandbox.Server.Requests);
    }

    [Theory]
    [InlineData("$null")]
    [InlineData("5")]
    [InlineData("1.5")]
    [InlineData("$true")]
    [InlineData("(Get-Date)")]
    [InlineData("@{ KeyId = 'zP0gHsa6Ri' }")]
    [InlineData("([ordered]@{ UserId = 'bob' })")]
    [InlineData("(Get-Item .)")]
    [InlineData(",@('zP0gHsa6Ri')")]
    [InlineData("[guid]::NewGuid()")]
    [InlineData("{ 'zP0gHsa6Ri' }")]
    public async Task Record_that_is_not_a_string_or_object_is_refused_by_every_command(string value)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        foreach (string command in (string[])["Get", "Revoke", "New", "Update"])
        {
            ShellResult result = sandbox.Run($"{value} | {command}-WhylabsApiKey{(command == "Update" ? " -KeepOld" : "")}");
            Assert.Equal(Refused, Assert.Single(result.Errors).Id());
        }

        Assert.Empty(sandbox.Server.Requests);
    }

    [Theory]
    [InlineData("'zP0gHsa6Ri' | Get-WhylabsApiKey -KeyId HMiFAgQeNb", "KeyId")]
    [InlineData("'zP0gHsa6Ri' | Get-WhylabsApiKey -ExpiringWithinDays 3", "ExpiringWithinDays")]
    [InlineData("'zP0gHsa6Ri' | Get-WhylabsApiKey -Expired", "Expired")]
    [InlineData("[pscustomobject]@{ KeyId = 'zP0gHsa6Ri' } | Get-WhylabsApiKey -Alias ci", "Alias")]
    [InlineData("[pscustomobject]@{ KeyId = 'zP0gHsa6Ri' } | Get-WhylabsApiKey -KeyId HMiFAgQeNb", "KeyId")]
    [InlineData("[pscustomobject]@{ UserId = 'bob' } | Get-WhylabsApiKey -UserId user-123", "UserId")]
    [InlineData("[pscustomobject]@{ UserId = 'bob' } | Get-WhylabsApiKey -Email ada@example.com", "Email")]
    [InlineData("[pscustomobject]@{ Email = 'bob@example.com' } | Get-WhylabsApiKey -UserId user-123", "Email")]
    [InlineData("[pscustomobject]@{ UserId = 'bob'; OrgId = 'org-900' } | Get-WhylabsApiKey -OrgId org-123", "OrgId")]
    [InlineData("[pscustomobject]@{ UserId = 'bob'; Alias = 'ci' } | Get-WhylabsApiKey -Alias p*", "Alias")]
    [InlineData("[pscustomobject]@{ Id = 'x' } | Get-WhylabsApiKey -OrgId org-123", "Id")]
    public async Task Record_that_contradicts_an_argument_is_refused(string script, string named)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ErrorRecord error = Assert.Single(sandbox.Run(script).Errors);
        Assert.Equal(Refused, error.Id());
        Assert.Contains(named, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(sandbox.Server.Requests);
    }

    [Theory]
    [InlineData("OrgId", "org-900", "[pscustomobject]@{ UserId = 'bob'; OrgId = 'org-123' } | Get-WhylabsApiKey")]
    [InlineData("UserId", "ada", "[pscustomobject]@{ UserId = 'bob' } | Get-WhylabsApiKey")]
    [InlineData("KeyId", "HMiFAgQeNb", "[pscustomobject]@{ KeyId = 'zP0gHsa6Ri' } | Revoke-WhylabsApiKey -Force")]
    [InlineData("KeyId", "HMiFAgQeNb", "'zP0gHsa6Ri' | Revoke-WhylabsApiKey -Force")]
    public async Task Default_parameter_value_counts_as_an_argument(string parameter, string value, string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run($"$PSDefaultParameterValues['*-WhylabsApiKey:{parameter}'] = '{value}'; {script}");
        Assert.Equal(Refused, Assert.Single(result.Errors).Id());
        Assert.Empty(sandbox.Server.Requests);
    }

    [Fact]
    public async Task Record_does_not_inherit_values_from_the_previous_record()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run(
            """
            $rows = @{ KeyId = 'zP0gHsa6Ri'; UserId = 'bob' }, @{ UserId = 'user-789' }, @{ Note = 'x' }, @{ KeyId = 'HMiFAgQeNb' }
            $rows.ForEach{ [pscustomobject] $_ } | Get-WhylabsApiKey | ForEach-Object KeyId
            """);
        Assert.Equal(["zP0gHsa6Ri", "R6jLc1hUoS", "m9DqBf3EyG", "HMiFAgQeNb"], result.Output.Select(id => id.ToString()));
        Assert.Equal(Refused, Assert.Single(result.Errors).Id());
    }

    [Theory]
    [InlineData("p*")]
    [InlineData("po?")]
    [InlineData("POC")]
    public async Task Record_with_an_alias_is_not_a_pattern_and_warns_without_a_match(string alias)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run($"[pscustomobject]@{{ UserId = 'bob'; Alias = '{alias}' }} | Get-WhylabsApiKey");
        Assert.Empty(result.Output);
        Assert.Contains($"\"{alias}\"", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Single(sandbox.Lines("Get-WhylabsApiKey -UserId bob -Alias 'p*'"));
    }
}
