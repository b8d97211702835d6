using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>Tests which assemblies are loaded, when, and in which load context.</summary>
public class LoadContextTests
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
    public async Task Import_does_not_load_the_core()
    {
        (_, string output) = await FreshProcess.RunScriptAsync(ShowLoaded + "\n[WhylabsApiKey.ApiKey].Name", null, null);
        Assert.Contains("Default|WhylabsApiKey.Abstractions", output, StringComparison.Ordinal);
        Assert.EndsWith("ApiKey", output.TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("WhylabsApiKey.Core", output, StringComparison.Ordinal);
        Assert.DoesNotContain("System.Net.Http", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Packages_are_loaded_in_their_own_context()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        (_, string output) = await FreshProcess.RunScriptAsync(AllCmdlets + "\n" + ShowLoaded, sandbox.Server, sandbox.Demo.OperatorToken);
        Assert.Equal(2, sandbox.Writes);
        Assert.Contains("WhylabsApiKey|Microsoft.Extensions.Http", output, StringComparison.Ordinal);
        Assert.Contains("WhylabsApiKey|WhylabsApiKey.Core", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Default|Microsoft.Extensions", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Default|WhylabsApiKey.Core", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cmdlets_work_with_another_version_of_a_package_in_the_process()
    {
        // This process runs the sandbox, which loads the versions of ASP.NET Core.
        Version here = typeof(Microsoft.Extensions.DependencyInjection.ServiceCollection).Assembly.GetName().Version!;
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Lines(AllCmdlets);
        Assert.Equal(2, sandbox.Writes);
        string[] versions = sandbox.Lines(
            "[System.Runtime.Loader.AssemblyLoadContext]::All.Where{ $_.Name -eq 'WhylabsApiKey' }.Assemblies" +
            ".ForEach{ $_.GetName() }.Where{ $_.Name -eq 'Microsoft.Extensions.DependencyInjection' }.Version");
        Assert.Equal(10, here.Major);
        Assert.All(versions, version => Assert.StartsWith("8.", version, StringComparison.Ordinal));
        Assert.NotEmpty(versions);
    }
}
