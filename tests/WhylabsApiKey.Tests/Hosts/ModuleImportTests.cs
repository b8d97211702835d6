using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>Tests the commands of the module after each kind of import.</summary>
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
    public async Task Commands_exist_after_a_second_import(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string[] before = sandbox.Lines(AllCmdlets + "\n(Get-Module WhylabsApiKey).ExportedCmdlets.Keys");
        sandbox.Run(script, ModuleShell.ModulePath).ThrowIfFailed();
        Assert.Equal(Exports, before.Order(StringComparer.Ordinal));
        Assert.Equal(before, sandbox.Lines(AllCmdlets + "\n(Get-Module WhylabsApiKey).ExportedCmdlets.Keys"));
        Assert.Equal(4, sandbox.Writes);
    }

    [Fact]
    public async Task Manifest_in_the_repository_exports_all_commands()
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
