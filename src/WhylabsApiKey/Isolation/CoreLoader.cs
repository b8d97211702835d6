using System.Reflection;
using System.Runtime.InteropServices;

namespace WhylabsApiKey.Isolation;

/// <summary>
/// Loads the HTTP core and its packages apart from the versions of other modules: on .NET in a load context of
/// its own, on .NET Framework from a folder beside the module.
/// </summary>
internal static class CoreLoader
{
    private const int OldestRuntime = 8;
    private static readonly object Gate = new();
    private static readonly string ModuleFolder = Path.GetDirectoryName(typeof(CoreLoader).Assembly.Location)!;
    private static Type? _factoryType;
    private static SharedFactory? _shared;

    /// <summary>Begins to use the factory that all cmdlets of the process share; it is created on first use.</summary>
    public static SharedFactory Enter()
    {
        lock (Gate)
        {
            _shared ??= new SharedFactory(Create());
            _shared.Enter();
            return _shared;
        }
    }

    /// <summary>Creates the factory on another thread, while the first command reads its parameters and input.</summary>
    public static void Preload()
    {
        if (_shared is null)
            _ = Task.Run(CreateShared);
    }

    /// <summary>Closes the connections once no command uses them; the next command opens new ones.</summary>
    public static void Release()
    {
        lock (Gate)
        {
            _shared?.Retire();
            _shared = null;
        }
    }

    private static void CreateShared()
    {
        try
        {
            lock (Gate)
                _shared ??= new SharedFactory(Create());
        }
        catch (WhylabsApiException)
        {
            // Enter throws it again.
        }
    }

    private static IClientFactory Create()
    {
        try
        {
            _factoryType ??= LoadCore().GetType("WhylabsApiKey.Core.Client.ClientFactory", throwOnError: true)!;
            return (IClientFactory)Activator.CreateInstance(_factoryType)!;
        }
        catch (TargetInvocationException e)
        {
            throw Failed(e.InnerException ?? e);
        }
        catch (Exception e) when (e is not WhylabsApiException)
        {
            throw Failed(e);
        }
    }

    private static Assembly LoadCore()
    {
        string runtime = RuntimeInformation.FrameworkDescription;
        if (runtime.StartsWith(".NET Framework", StringComparison.Ordinal) || runtime.StartsWith("Mono", StringComparison.Ordinal))
            return LoadBesideModule(Path.Combine(ModuleFolder, "lib", "net472"));
        return Environment.Version.Major >= OldestRuntime
            ? LoadInOwnContext(Path.Combine(ModuleFolder, "lib", "net8.0"))
            : throw new WhylabsApiException(
                WhylabsErrorId.UnsupportedHost,
                $"This PowerShell runs on {runtime}. "
                + $"The module needs PowerShell 7.4 or later (.NET {OldestRuntime}), or Windows PowerShell 5.1.");
    }

    // Uses reflection, because netstandard2.0 has no AssemblyLoadContext. All assemblies are loaded at once, so no handler
    // resolves them; the others belong to the runtime.
    private static Assembly LoadInOwnContext(string folder)
    {
        Type contextType = typeof(object).Assembly.GetType("System.Runtime.Loader.AssemblyLoadContext", throwOnError: true)!;
        object context = Activator.CreateInstance(contextType, "WhylabsApiKey", false)!;
        MethodInfo load = contextType.GetMethod("LoadFromAssemblyPath", [typeof(string)])!;
        Assembly? core = null;
        foreach (string file in Directory.GetFiles(folder, "*.dll"))
        {
            var assembly = (Assembly)load.Invoke(context, [file])!;
            if (assembly.GetName().Name == "WhylabsApiKey.Core")
                core = assembly;
        }

        return core ?? throw new FileNotFoundException("WhylabsApiKey.Core.dll is missing from the module.", folder);
    }

    private static Assembly LoadBesideModule(string folder)
    {
        Assembly abstractions = typeof(IClientFactory).Assembly;
        AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) =>
            wanted.Name == abstractions.FullName ? abstractions : null;
        return Assembly.LoadFrom(Path.Combine(folder, "WhylabsApiKey.Core.dll"));
    }

    private static WhylabsApiException Failed(Exception cause) => new(
        WhylabsErrorId.CoreLoadFailed, $"The module's own assemblies could not be loaded: {cause.Message}", cause);
}
