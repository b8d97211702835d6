using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>Tests script blocks as arguments of pipeline parameters.</summary>
public class ScriptBlockArgumentTests
{
    private const string Row =
        "[pscustomobject]@{ Id = 'zP0gHsa6Ri'; Org = 'org-123'; Who = 'bob'; Mail = 'bob@example.com'; 'Key Id' = 'x'; Nick = 'new' }";

    [Theory]
    [InlineData("Get-WhylabsApiKey -KeyId { $_.Id } -OrgId { $_.Org }", "zP0gHsa6Ri")]
    [InlineData("Get-WhylabsApiKey -KeyId { $_.Id } -UserId { $_.Who }", "zP0gHsa6Ri")]
    [InlineData("Revoke-WhylabsApiKey -KeyId { $_.Id } -OrgId { $_.Org } -UserId { $_.Who } -Force", "zP0gHsa6Ri")]
    [InlineData("Update-WhylabsApiKey -KeyId { $_.Id } -OrgId { $_.Org } -UserId { $_.Who } -KeepOld -Force | % Replaces", "zP0gHsa6Ri")]
    public async Task Parameters_of_a_key_accept_a_script_block(string command, string expected)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal([expected], sandbox.Lines($"{Row} | {command}"));
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey -UserId { $_.Who } -OrgId { $_.Org } | % KeyId", "K2uVt5wNxe zP0gHsa6Ri")]
    [InlineData("Get-WhylabsApiKey -Email { $_.Mail } | % KeyId", "K2uVt5wNxe zP0gHsa6Ri")]
    [InlineData("New-WhylabsApiKey -UserId { $_.Who } -OrgId { $_.Org } -Alias { $_.Nick } | % Alias", "new")]
    [InlineData("New-WhylabsApiKey -Email { $_.Mail } | % UserId", "bob")]
    public async Task Parameters_of_an_owner_accept_a_script_block(string command, string expected)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string row = Row.Replace("'Key Id' = 'x'; ", "", StringComparison.Ordinal);
        Assert.Equal(expected, string.Join(' ', sandbox.Lines($"{row} | {command}")));
    }

    [Theory]
    [InlineData("'bob' | Get-WhylabsApiKey -UserId { $_ } | % KeyId", "K2uVt5wNxe zP0gHsa6Ri")]
    [InlineData("'bob' | New-WhylabsApiKey -UserId { $_ } | % UserId", "bob")]
    [InlineData("' zP0gHsa6Ri ' | Get-WhylabsApiKey -KeyId { $_.Trim() }", "zP0gHsa6Ri")]
    [InlineData("'zP0gHsa6Ri' | Get-WhylabsApiKey -UserId { 'bob' }", "zP0gHsa6Ri")]
    [InlineData("'bob ' | New-WhylabsApiKey -UserId { $_.Trim() } | % UserId", "bob")]
    [InlineData("1, 2 | New-WhylabsApiKey -UserId { \"user-$_\" } | % UserId", "user-1 user-2")]
    [InlineData("'BOB@EXAMPLE.COM' | New-WhylabsApiKey -Email { $_.ToLower() } | % UserId", "bob")]
    [InlineData("New-WhylabsApiKey bob | Test-WhylabsApiKey -Key { $_.Key } -Quiet", "True")]
    public async Task Script_block_accepts_strings_as_input(string script, string expected)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(expected, string.Join(' ', sandbox.Lines(script)));
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey -UserId { $_.Nothing }")]
    [InlineData("Get-WhylabsApiKey -KeyId { $_.Nothing }")]
    [InlineData("Get-WhylabsApiKey -KeyId { $_.Id } -OrgId { $_.Nothing }")]
    [InlineData("Revoke-WhylabsApiKey -KeyId { $_.Nothing } -Force")]
    [InlineData("New-WhylabsApiKey -UserId { $_.Nothing }")]
    public async Task Script_block_without_a_result_is_an_error_of_its_record(string command)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run($"{Row} | {command}");
        Assert.Null(result.EndedBy);
        Assert.Equal("InvalidInput", Assert.Single(result.Errors).Id());
        Assert.Empty(sandbox.Server.Requests);
    }
}
