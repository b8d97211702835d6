using System.Management.Automation;
using System.Runtime.CompilerServices;
using WhylabsApiKey.Connection;

namespace WhylabsApiKey.Isolation;

/// <summary>Makes the module's types known at import, and closes the connections when the last runspace that imported the module removes it.</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static int _imports;

    public void OnImport()
    {
        // Loads their assembly: [WhylabsApiKey.ApiKey] is to resolve before the first cmdlet runs.
        RuntimeHelpers.RunClassConstructor(typeof(ApiKey).TypeHandle);
        Interlocked.Increment(ref _imports);
    }

    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        KeyCache.Forget();
        if (Interlocked.Decrement(ref _imports) == 0)
            CoreLoader.Release();
    }
}
