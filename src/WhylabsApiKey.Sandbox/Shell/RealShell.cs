using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace WhylabsApiKey.Sandbox.Shell;

/// <summary>The PowerShell of this repository's tool manifest, as a process of its own.</summary>
public static class RealShell
{
    /// <summary>The shell that the environment names in <c>WHYLABSAPIKEY_SHELL</c>, or the one that the build restored.</summary>
    public static string Path { get; } = Environment.GetEnvironmentVariable("WHYLABSAPIKEY_SHELL") is { Length: > 0 } named
        ? named
        : typeof(RealShell).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "Shell").Value!;

    /// <summary>What starts the shell.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static ProcessStartInfo StartInfo(params string[] arguments)
    {
        if (!File.Exists(Path))
        {
            throw new FileNotFoundException(
                $"There is no PowerShell at {Path}. Run dotnet tool restore, or name one in WHYLABSAPIKEY_SHELL.");
        }

        var start = new ProcessStartInfo(Path, arguments) { UseShellExecute = false };

        // The restored shell looks for the runtime only in the default places, and in this variable.
        string runtime = System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..");
        start.Environment.TryAdd("DOTNET_ROOT", System.IO.Path.GetFullPath(runtime));
        return start;
    }
}
