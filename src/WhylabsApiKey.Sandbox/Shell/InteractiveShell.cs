using System.Diagnostics;
using WhylabsApiKey.Sandbox.Service;

namespace WhylabsApiKey.Sandbox.Shell;

/// <summary>Runs a PowerShell console with the module imported and connected to a local service.</summary>
internal static class InteractiveShell
{
    // The token is passed in an environment variable, which the script clears.
    private const string StartScript =
        """
        Import-Module $env:WHYLABSAPIKEY_MODULE
        Connect-Whylabs | Out-Null
        $env:WHYLABS_API_KEY = $null
        Write-Host 'Connected to a local WhyLabs service. Try Get-WhylabsApiKey; leave with exit.'
        """;

    /// <summary>Runs the console until the user exits, and returns its exit code.</summary>
    public static async Task<int> RunAsync(SandboxServer server, DemoOrganization demo)
    {
        ProcessStartInfo start = RealShell.StartInfo("-NoLogo", "-NoProfile", "-NoExit", "-Command", StartScript);
        start.Environment["WHYLABSAPIKEY_MODULE"] = ModuleShell.ModulePath;
        foreach ((string name, string value) in demo.Variables(server.Endpoint))
            start.Environment[name] = value;

        // A terminal sends Ctrl+C to both processes. It must stop the command in the console, but not this process.
        Console.CancelKeyPress += (_, key) => key.Cancel = true;
        using Process shell = Process.Start(start)!;
        await shell.WaitForExitAsync();
        return shell.ExitCode;
    }
}
