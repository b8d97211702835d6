using System.Management.Automation;
using System.Security;
using WhylabsApiKey.Sandbox.Shell;

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>Tests the metadata of the commands: verbs, output types, -WhatIf support and parameter types.</summary>
public sealed class CommandSurfaceTests : IDisposable
{
    private readonly ModuleShell _shell = ModuleShell.Open(new ShellHost(TextWriter.Null));

    [Fact]
    public void Verbs_are_approved_by_PowerShell()
    {
        string[] approved = [.. _shell.Run("(Get-Verb).Verb").Output.Select(verb => verb.ToString())];
        Assert.Contains("Get", approved);
        Assert.Empty(Commands.Select(command => command.Verb).Except(approved));
    }

    [Theory]
    [InlineData("Connect-Whylabs", "WhylabsApiKey.WhylabsSession")]
    [InlineData("Disconnect-Whylabs", "System.Void")]
    [InlineData("Get-WhylabsApiKey", "WhylabsApiKey.ApiKey")]
    [InlineData("Get-WhylabsOrganization", "WhylabsApiKey.Organization")]
    [InlineData("Get-WhylabsSession", "WhylabsApiKey.ConnectionSettings")]
    [InlineData("New-WhylabsApiKey", "WhylabsApiKey.ApiKey")]
    [InlineData("Revoke-WhylabsApiKey", "WhylabsApiKey.ApiKey")]
    [InlineData("Test-WhylabsApiKey", "WhylabsApiKey.ApiKeyTestResult, System.Boolean")]
    [InlineData("Update-WhylabsApiKey", "WhylabsApiKey.ApiKey")]
    public void Command_declares_its_output_type(string name, string types) => Assert.Equal(
        types, string.Join(", ", Commands.Single(command => command.Name == name).OutputType.Select(type => type.Name).Distinct()));

    [Fact]
    public void Commands_that_change_keys_support_WhatIf() => Assert.Equal(
        ["New-WhylabsApiKey", "Revoke-WhylabsApiKey", "Update-WhylabsApiKey"],
        Commands.Where(command => command.Parameters.ContainsKey("WhatIf")).Select(command => command.Name));

    [Fact]
    public void Tokens_are_never_string_parameters()
    {
        CmdletInfo[] commands = [.. Commands.Where(command => command.Name is not ("Disconnect-Whylabs" or "Get-WhylabsSession"))];
        Assert.Contains(commands, command => command.Name == "Test-WhylabsApiKey");
        Assert.All(commands, command => Assert.Equal(typeof(SecureString), command.Parameters["ApiKey"].ParameterType));
    }

    public void Dispose() => _shell.Dispose();

    private CmdletInfo[] Commands =>
        [.. _shell.Run("Get-Command -Module WhylabsApiKey | Sort-Object Name").Output.Select(command => (CmdletInfo)command.BaseObject)];
}
