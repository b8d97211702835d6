using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;
using static WhylabsApiKey.Tests.Support.TabCompletion;

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>Completion of key ids by alias, of an alias under a prefix, and of what has no candidates.</summary>
public class NameCompletionTests
{
    [Theory]
    [InlineData("Get-WhylabsApiKey ci", "zP0gHsa6Ri")]
    [InlineData("Revoke-WhylabsApiKey night", "fh4dUNV3WQ")]
    [InlineData("Update-WhylabsApiKey -KeyId 'DASH", "b8XwE2rLmC")]
    public async Task An_alias_that_is_typed_as_a_key_id_completes_to_the_id(string line, string expected)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Lines("Get-WhylabsApiKey");
        Assert.Equal([expected], Texts(sandbox, line));
    }

    [Fact]
    public async Task A_prefix_does_not_make_the_alias_of_a_new_key_a_pattern()
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
    [InlineData("Get-WhylabsApiKey -Email ", "''")]
    [InlineData("Get-WhylabsApiKey -Email bo", "bo")]
    [InlineData("New-WhylabsApiKey -Email bo", "bo")]
    [InlineData("New-WhylabsApiKey -ResourceId m", "m")]
    [InlineData("Update-WhylabsApiKey -ResourceId m", "m")]
    [InlineData("Get-WhylabsApiKey -Endpoint x", "x")]
    public async Task What_has_no_candidates_does_not_complete_to_the_names_of_files(string line, string expected)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal([expected], Texts(sandbox, line));
    }

    [Theory]
    [InlineData("Connect-Whylabs ht")]
    [InlineData("Get-WhylabsApiKey -Endpoint ht")]
    public async Task The_services_that_are_known_complete_an_endpoint(string line)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Lines("Get-WhylabsApiKey");
        Assert.Contains($"'{sandbox.Server.Endpoint.AbsoluteUri.TrimEnd('/')}'", Texts(sandbox, line));
        Assert.Contains("'https://api.whylabsapp.com'", Texts(sandbox, line));
    }
}
