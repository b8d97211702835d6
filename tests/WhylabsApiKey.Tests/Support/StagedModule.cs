using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

[assembly: AssemblyFixture(typeof(StagedModule))]

namespace WhylabsApiKey.Tests.Support;

/// <summary>Checks before the first test that the assemblies under test come from the staged folder.</summary>
public sealed class StagedModule
{
    private static readonly string[] Names = ["WhylabsApiKey.Abstractions", "WhylabsApiKey"];

    public StagedModule()
    {
        using var shell = ModuleShell.Open(new ShellHost(TextWriter.Null));
        Assert.EndsWith(Path.Combine("out", "WhylabsApiKey"), ModuleShell.ModulePath, StringComparison.Ordinal);
        Assert.Equal(
            Names.Select(name => Path.Combine(ModuleShell.ModulePath, name + ".dll")),
            AppDomain.CurrentDomain.GetAssemblies()
                .Where(assembly => Names.Contains(assembly.GetName().Name))
                .Select(assembly => assembly.Location).Order(StringComparer.Ordinal));
    }
}
