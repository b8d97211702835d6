using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Hosts;

/// <summary>Tests the core on .NET Framework, or on Mono where .NET Framework does not exist.</summary>
public class NetFrameworkTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "net472", "WhylabsApiKey.Core.Net472.exe");

    [Fact]
    public async Task Every_operation_works_on_NET_Framework()
    {
        string? mono = FindMono();
        Assert.SkipUnless(
            OperatingSystem.IsWindows() || mono is not null, "This system has neither .NET Framework nor Mono with netstandard.");

        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        (int exitCode, string output) = await FreshProcess.RunAsync(
            mono ?? Program,
            mono is null ? [ModuleShell.ModulePath] : [Program, ModuleShell.ModulePath],
            FreshProcess.Variables(sandbox.Server, sandbox.Demo.OperatorToken));

        StoredKey made = Assert.Single(sandbox.Store.All, key => key.Alias == "mono & co");
        Assert.Equal(
            [
                "listed 10",
                $"created {made.KeyId} with a secret of {made.Token.Length} characters",
                $"got {made.KeyId} mono & co, 2099-01-02T03:04:05",
                $"revoked {made.KeyId} Revoked",
            ],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Equal(0, exitCode);
        Assert.Equal(["GET", "POST", "GET", "DELETE"], sandbox.Server.Requests.Select(request => request.Method));
        Assert.True(made.Revoked);
    }

    private static string? FindMono() => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
        .Where(folder => File.Exists(Path.Combine(folder, "..", "lib", "mono", "4.5", "Facades", "netstandard.dll")))
        .Select(folder => Path.Combine(folder, "mono"))
        .FirstOrDefault(File.Exists);
}
