using System.Management.Automation;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Listing;

/// <summary>Tests the hints for ids that are an alias, a pattern or an unknown user.</summary>
public class IdHintTests
{
    [Theory]
    [InlineData("Get-WhylabsApiKey ci")]
    [InlineData("Revoke-WhylabsApiKey ci -Force")]
    [InlineData("Update-WhylabsApiKey ci -KeepOld -Force")]
    [InlineData("'ci' | Get-WhylabsApiKey")]
    public async Task KeyId_that_is_an_alias_is_an_error_with_the_right_command(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Lines("Get-WhylabsApiKey");
        ErrorRecord error = Assert.Single(sandbox.Run(script).Errors);
        Assert.Equal("KeyNotFound", error.Id());
        string message = error.ErrorDetails.Message;
        Assert.Contains("This id is the alias of API key zP0gHsa6Ri.", message, StringComparison.Ordinal);
        string command = message[message.IndexOf("Get-WhylabsApiKey", StringComparison.Ordinal)..];
        Assert.Contains("-Alias 'ci' -OrgId 'org-123' -Endpoint ", command, StringComparison.Ordinal);
        Assert.Equal(["zP0gHsa6Ri"], sandbox.Lines(command));
        Assert.Equal(0, sandbox.Writes);
    }

    [Fact]
    public async Task Ids_with_wildcard_characters_warn_that_they_are_compared_exactly()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ErrorRecord error = Assert.Single(sandbox.Run("Get-WhylabsApiKey 'zP*'").Errors);
        Assert.Contains("compared exactly", error.ErrorDetails.Message, StringComparison.Ordinal);
        string warning = Assert.Single(sandbox.Run("Get-WhylabsApiKey -UserId 'bo?'").Warnings);
        Assert.Contains("UserId \"bo?\" has no key: -UserId is compared exactly", warning, StringComparison.Ordinal);
        warning = Assert.Single(sandbox.Run("Get-WhylabsApiKey -OrgId 'org-*'").Warnings);
        Assert.Contains("OrgId \"org-*\" has no key: -OrgId is compared exactly", warning, StringComparison.Ordinal);
        Assert.Empty(sandbox.Run("Get-WhylabsApiKey -UserId nobody").Warnings);
    }

    [Fact]
    public async Task User_without_keys_writes_a_verbose_message_that_the_user_may_not_exist()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ShellResult result = sandbox.Run("Get-WhylabsApiKey -UserId nobody, bob -Verbose");
        Assert.Equal(2, result.Output.Count);
        Assert.EndsWith(", or does not exist.", Assert.Single(
            result.Verbose, text => text.StartsWith("User nobody has no key", StringComparison.Ordinal)), StringComparison.Ordinal);
    }
}
