using System.Management.Automation;

namespace WhylabsApiKey.Isolation;

/// <summary>Closes the connections when the last runspace that imported the module removes it.</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static int _imports;

    public void OnImport() => Interlocked.Increment(ref _imports);

    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        if (Interlocked.Decrement(ref _imports) == 0)
            CoreLoader.Release();
    }
}
