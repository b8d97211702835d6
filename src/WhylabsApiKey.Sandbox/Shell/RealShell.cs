using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace WhylabsApiKey.Sandbox.Shell;

/// <summary>Starts the PowerShell of this repository's tool manifest as a process.</summary>
public static class RealShell
{
    /// <summary>The path in the environment variable <c>WHYLABSAPIKEY_SHELL</c>, or of the shell that the build restored.</summary>
    public static string Path { get; } = Environment.GetEnvironmentVariable("WHYLABSAPIKEY_SHELL") is { Length: > 0 } named
        ? named
        : typeof(RealShell).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "Shell").Value!;

    /// <summary>Returns the start information of the shell.</summary>
    /// <exception cref="FileNotFoundException">The shell does not exist.</exception>
    public static ProcessStartInfo StartInfo(params string[] arguments)
    {
        if (!File.Exists(Path))
        {
            throw new FileNotFoundException(
                $"There is no PowerShell at {Path}. Run dotnet tool restore, or set WHYLABSAPIKEY_SHELL to the path of a shell.");
        }

        var start = new ProcessStartInfo(Path, arguments) { UseShellExecute = false };

        // The restored shell searches for the runtime only in the default folders and in this variable.
        string runtime = System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..");
        start.Environment.TryAdd("DOTNET_ROOT", System.IO.Path.GetFullPath(runtime));
        return start;
    }
}
