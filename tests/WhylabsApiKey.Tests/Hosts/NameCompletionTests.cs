using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;
using static WhylabsApiKey.Tests.Support.TabCompletion;

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>Tests completion of key ids by alias, of aliases with a module prefix, and of parameters without candidates.</summary>
public class NameCompletionTests
{
    [Theory]
    [InlineData("Get-WhylabsApiKey ci", "zP0gHsa6Ri")]
    [InlineData("Revoke-WhylabsApiKey night", "fh4dUNV3WQ")]
    [InlineData("Update-WhylabsApiKey -KeyId 'DASH", "b8XwE2rLmC")]
    public async Task KeyId_is_completed_from_an_alias(string line, string expected)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Lines("Get-WhylabsApiKey");
        Assert.Equal([expected], Texts(sandbox, line));
    }

    [Fact]
    public async Task Alias_of_a_new_key_is_not_escaped_as_a_pattern()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Run(
            "Remove-Module WhylabsApiKey; Import-Module $args[0] -Prefix Lab; " +
            "$PSDefaultParameterValues['*-LabWhylabsApiKey:Endpoint'] = $Service.Endpoint; " +
            "$PSDefaultParameterValues['*-LabWhylabsApiKey:ApiKey'] = $Service.ApiKey",
            ModuleShell.ModulePath).ThrowIfFailed();
        Assert.Single(sandbox.Lines("(New-LabWhylabsApiKey bob -Alias 'a[1]').KeyId"));
        Assert.Equal(["'a[1]'"], Texts(sandbox, "New-LabWhylabsApiKey bob -Alias 'a["));
        Assert.Equal(["'a`[1`]'"], Texts(sandbox, "Get-LabWhylabsApiKey -Alias 'a["));
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey -Email ", " ")]
    [InlineData("Get-WhylabsApiKey -Email bo", "bo")]
    [InlineData("New-WhylabsApiKey -Email bo", "bo")]
    [InlineData("New-WhylabsApiKey -ResourceId m", "m")]
    [InlineData("Update-WhylabsApiKey -ResourceId m", "m")]
    [InlineData("Get-WhylabsApiKey -Endpoint x", "x")]
    public async Task Parameter_without_candidates_does_not_complete_file_names(string line, string expected)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal([expected], Texts(sandbox, line));
    }

    [Theory]
    [InlineData("Connect-Whylabs ht")]
    [InlineData("Get-WhylabsApiKey -Endpoint ht")]
    public async Task Endpoint_is_completed_from_known_services(string line)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Lines("Get-WhylabsApiKey");
        Assert.Contains($"'{sandbox.Server.Endpoint.AbsoluteUri.TrimEnd('/')}'", Texts(sandbox, line));
        Assert.Contains("'https://api.whylabsapp.com'", Texts(sandbox, line));
    }
}
