using System.Diagnostics;
using WhylabsApiKey.Sandbox.Service;

namespace WhylabsApiKey.Tests.Support;

/// <summary>The sandbox program in a process of its own: nothing in it is loaded, and its environment is the test's.</summary>
internal static class FreshProcess
{
    /// <summary>Runs a script with the module imported; its environment names the service, if one is given.</summary>
    public static Task<(int ExitCode, string Output)> RunScriptAsync(string script, SandboxServer? server, string? token, params (string Name, string? Value)[] environment) =>
        StartAsync(
            ["run", script],
            [
                ("WHYLABS_API_ENDPOINT", server?.Endpoint.ToString()),
                ("WHYLABS_DEFAULT_ORG_ID", server is null ? null : DemoOrganization.OrgId),
                ("WHYLABS_API_KEY", token),
                .. environment,
            ]);

    public static async Task<(int ExitCode, string Output)> StartAsync(string[] arguments, params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(typeof(SandboxServer).Assembly.Location);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("WHYLABS_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        foreach ((string name, string? value) in environment)
            start.Environment[name] = value;

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }
}
