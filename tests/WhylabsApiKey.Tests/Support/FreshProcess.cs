using System.Diagnostics;
using WhylabsApiKey.Sandbox.Service;

namespace WhylabsApiKey.Tests.Support;

/// <summary>The sandbox program in a process of its own: nothing in it is loaded, and its environment is the test's.</summary>
internal static class FreshProcess
{
    /// <summary>Runs a script with the module imported; its environment names the service, if one is given.</summary>
    public static Task<(int ExitCode, string Output)> RunScriptAsync(
        string script, SandboxServer? server, string? token, params (string Name, string? Value)[] environment) =>
        StartAsync(["run", script], [.. Variables(server, token), .. environment]);

    public static Task<(int ExitCode, string Output)> StartAsync(string[] arguments, params (string Name, string? Value)[] environment) =>
        RunAsync("dotnet", [typeof(SandboxServer).Assembly.Location, .. arguments], environment);

    /// <summary>What tells a process which service to call, if there is one.</summary>
    public static (string Name, string? Value)[] Variables(SandboxServer? server, string? token) =>
    [
        ("WHYLABS_API_ENDPOINT", server?.Endpoint.ToString() ?? ""),
        ("WHYLABS_DEFAULT_ORG_ID", server is null ? "" : DemoOrganization.OrgId),
        ("WHYLABS_API_KEY", token ?? ""),
    ];

    /// <summary>Runs any program; of the module's variables it sees only those given.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string program, string[] arguments, params (string Name, string? Value)[] environment)
    {
        using Process process = Process.Start(StartInfo(program, arguments, environment))!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }

    /// <summary>What starts a program that sees only the given ones of the module's variables.</summary>
    public static ProcessStartInfo StartInfo(string program, string[] arguments, params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("WHYLABS_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        foreach ((string name, string? value) in environment)
            start.Environment[name] = value;
        return start;
    }
}
