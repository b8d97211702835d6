using System.Management.Automation;
using System.Runtime.CompilerServices;
using WhylabsApiKey.Connection;

namespace WhylabsApiKey.Isolation;

/// <summary>Loads the types at import, and closes the connections when the last runspace removes the module.</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static int _imports;

    public void OnImport()
    {
        // Loads the assembly, so that [WhylabsApiKey.ApiKey] resolves before the first cmdlet runs.
        RuntimeHelpers.RunClassConstructor(typeof(ApiKey).TypeHandle);
        ModuleActivity.Record();
        Interlocked.Increment(ref _imports);
    }

    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        ModuleActivity.Record();
        KeyCache.Forget();
        if (Interlocked.Decrement(ref _imports) == 0)
            CoreLoader.Release();
    }
}
