using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Isolation;

/// <summary>What is loaded, when, and beside what.</summary>
public class LoadTests
{
    private const string AllCmdlets =
        """
        $new = New-WhylabsApiKey bob
        $null = Get-WhylabsApiKey
        $null = Get-WhylabsApiKey $new.KeyId
        $null = Revoke-WhylabsApiKey $new.KeyId -Force
        """;

    private const string ShowLoaded =
        """
        foreach ($context in [System.Runtime.Loader.AssemblyLoadContext]::All) {
            foreach ($assembly in $context.Assemblies) { "$($context.Name)|$($assembly.GetName().Name)" }
        }
        """;

    [Fact]
    public async Task Nothing_of_the_core_is_loaded_at_import()
    {
        (_, string output) = await FreshProcess.RunScriptAsync(ShowLoaded + "\n[WhylabsApiKey.ApiKey].Name", null, null);
        Assert.Contains("Default|WhylabsApiKey.Abstractions", output, StringComparison.Ordinal);
        Assert.EndsWith("ApiKey", output.TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("WhylabsApiKey.Core", output, StringComparison.Ordinal);
        Assert.DoesNotContain("System.Net.Http", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_every_cmdlet_the_packages_are_in_their_own_context_and_not_in_the_default_one()
    {
        await using Lab lab = await Lab.OpenAsync();
        (_, string output) = await FreshProcess.RunScriptAsync(AllCmdlets + "\n" + ShowLoaded, lab.Server, lab.Demo.OperatorToken);
        Assert.Equal(2, lab.Writes);
        Assert.Contains("WhylabsApiKey|Microsoft.Extensions.Http", output, StringComparison.Ordinal);
        Assert.Contains("WhylabsApiKey|WhylabsApiKey.Core", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Default|Microsoft.Extensions", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Default|WhylabsApiKey.Core", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cmdlets_work_beside_another_version_of_their_packages()
    {
        // This process runs the sandbox, and with it the versions of ASP.NET Core.
        Version here = typeof(Microsoft.Extensions.DependencyInjection.ServiceCollection).Assembly.GetName().Version!;
        await using Lab lab = await Lab.OpenAsync();
        lab.Lines(AllCmdlets);
        Assert.Equal(2, lab.Writes);
        string[] versions = lab.Lines(
            "[System.Runtime.Loader.AssemblyLoadContext]::All.Where{ $_.Name -eq 'WhylabsApiKey' }.Assemblies.ForEach{ $_.GetName() }.Where{ $_.Name -eq 'Microsoft.Extensions.DependencyInjection' }.Version");
        Assert.Equal(10, here.Major);
        Assert.All(versions, version => Assert.StartsWith("8.", version, StringComparison.Ordinal));
        Assert.NotEmpty(versions);
    }

    private static readonly string[] Exports =
    [
        "Connect-Whylabs", "Disconnect-Whylabs", "Get-WhylabsApiKey", "New-WhylabsApiKey", "Revoke-WhylabsApiKey", "Test-WhylabsApiKey", "Update-WhylabsApiKey",
    ];

    [Theory]
    [InlineData("Remove-Module WhylabsApiKey; Import-Module $args[0]")]
    [InlineData("Import-Module $args[0] -Force")]
    [InlineData("Import-Module $args[0]; Import-Module $args[0] -Force; Remove-Module WhylabsApiKey; Import-Module $args[0] -Force")]
    public async Task The_commands_survive_being_imported_again(string script)
    {
        await using Lab lab = await Lab.OpenAsync();
        string[] before = lab.Lines(AllCmdlets + "\n(Get-Module WhylabsApiKey).ExportedCmdlets.Keys");
        lab.Run(script, ModuleShell.ModulePath).ThrowIfFailed();
        Assert.Equal(Exports, before.Order(StringComparer.Ordinal));
        Assert.Equal(before, lab.Lines(AllCmdlets + "\n(Get-Module WhylabsApiKey).ExportedCmdlets.Keys"));
        Assert.Equal(4, lab.Writes);
    }

    [Fact]
    public async Task The_manifest_in_the_repository_exports_what_the_module_has()
    {
        await using Lab lab = await Lab.OpenAsync();
        Assert.Equal(
            [string.Join(' ', Exports), "0 0 0", "True"],
            lab.Lines(
                """
                $module = Get-Module WhylabsApiKey
                ($module.ExportedCmdlets.Keys.ForEach{ $_ } | ForEach-Object { $all = @() } { $all += $_ } { [array]::Sort($all); $all -join ' ' })
                "$($module.ExportedFunctions.Count) $($module.ExportedAliases.Count) $($module.ExportedVariables.Count)"
                $module.Version -ge [version]'0.1.0'
                """));
    }
}
