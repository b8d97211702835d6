using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>The commands of the module, however it is imported.</summary>
public class ModuleImportTests
{
    private const string AllCmdlets =
        """
        $new = New-WhylabsApiKey bob
        $null = Get-WhylabsApiKey
        $null = Get-WhylabsApiKey $new.KeyId
        $null = Revoke-WhylabsApiKey $new.KeyId -Force
        """;

    private static readonly string[] Exports = [.. HelpPage.All.Select(page => page.Name)];

    [Theory]
    [InlineData("Remove-Module WhylabsApiKey; Import-Module $args[0]")]
    [InlineData("Import-Module $args[0] -Force")]
    [InlineData("Import-Module $args[0]; Import-Module $args[0] -Force; Remove-Module WhylabsApiKey; Import-Module $args[0] -Force")]
    public async Task The_commands_survive_being_imported_again(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string[] before = sandbox.Lines(AllCmdlets + "\n(Get-Module WhylabsApiKey).ExportedCmdlets.Keys");
        sandbox.Run(script, ModuleShell.ModulePath).ThrowIfFailed();
        Assert.Equal(Exports, before.Order(StringComparer.Ordinal));
        Assert.Equal(before, sandbox.Lines(AllCmdlets + "\n(Get-Module WhylabsApiKey).ExportedCmdlets.Keys"));
        Assert.Equal(4, sandbox.Writes);
    }

    [Fact]
    public async Task The_manifest_in_the_repository_exports_what_the_module_has()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        Assert.Equal(
            [string.Join(' ', Exports), "0 0 0", "True"],
            sandbox.Lines(
                """
                $module = Get-Module WhylabsApiKey
                ($module.ExportedCmdlets.Keys | ForEach-Object { $all = @() } { $all += $_ } { [array]::Sort($all); $all -join ' ' })
                "$($module.ExportedFunctions.Count) $($module.ExportedAliases.Count) $($module.ExportedVariables.Count)"
                $module.Version -ge [version]'0.1.0'
                """));
    }
}
