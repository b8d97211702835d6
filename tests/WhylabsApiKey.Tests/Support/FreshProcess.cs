using System.Diagnostics;
using WhylabsApiKey.Sandbox.Service;

namespace WhylabsApiKey.Tests.Support;

/// <summary>Runs the sandbox program in a new process, in which no assembly is loaded and the test sets the environment.</summary>
internal static class FreshProcess
{
    /// <summary>Runs a script with the module imported. The environment variables specify the service, if any.</summary>
    public static Task<(int ExitCode, string Output)> RunScriptAsync(
        string script, SandboxServer? server, string? token, params (string Name, string? Value)[] environment) =>
        RunSandboxAsync(["run", script], [.. Variables(server, token), .. environment]);

    public static Task<(int ExitCode, string Output)> RunSandboxAsync(
        string[] arguments, params (string Name, string? Value)[] environment) =>
        RunAsync("dotnet", [typeof(SandboxServer).Assembly.Location, .. arguments], environment);

    /// <summary>Returns the environment variables that specify a service; empty values without one.</summary>
    public static (string Name, string? Value)[] Variables(SandboxServer? server, string? token) =>
    [
        ("WHYLABS_API_ENDPOINT", server?.Endpoint.ToString() ?? ""),
        ("WHYLABS_DEFAULT_ORG_ID", server is null ? "" : DemoOrganization.OrgId),
        ("WHYLABS_API_KEY", token ?? ""),
    ];

    /// <summary>Runs a program with only the specified variables of the module.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string program, string[] arguments, params (string Name, string? Value)[] environment)
    {
        using Process process = Process.Start(StartInfo(program, arguments, environment))!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }

    /// <summary>Returns the start information of a program with only the specified variables of the module.</summary>
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
