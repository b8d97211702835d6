using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Sandbox;

/// <summary>Tests the interactive console of the sandbox in a pseudo-terminal.</summary>
public sealed class InteractiveShellTests : IDisposable
{
    // PSReadLine writes its history to the home folder.
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory();

    public static bool HasTerminal => Terminal.Exists;

    [Fact(SkipUnless = nameof(HasTerminal), Skip = "This system has no pseudo-terminal.")]
    public async Task Shell_lists_completes_confirms_and_exits()
    {
        await using var terminal = Terminal.Open(
            "dotnet", [typeof(SandboxServer).Assembly.Location, "shell"], ("HOME", _home.FullName));
        await terminal.WaitForAsync("Connected to a local WhyLabs service.");
        await terminal.WaitForAsync("PS ");

        await terminal.TypeAsync("Get-WhylabsApiKey\r");
        await terminal.WaitForAsync("zP0gHsa6Ri");
        await terminal.WaitForAsync("PS ");

        await terminal.TypeAsync("Revoke-WhylabsApiKey -KeyId zP\t");
        await terminal.WaitForAsync("zP0gHsa6Ri");
        await terminal.TypeAsync("\r");
        await terminal.WaitForAsync("\"ci\" of bob in org-123");
        await terminal.WaitForAsync("(default is \"Y\"):");

        // The console discards keys that come before it reads the reply.
        await terminal.TypeUntilAsync("y\r", "Revoked");
        await terminal.WaitForAsync("PS ");

        // Ctrl+C ends the command, but not the service.
        await terminal.TypeAsync("'be' + 'gun'; Start-Sleep 600\r");
        await terminal.WaitForAsync("begun");
        await terminal.TypeUntilAsync("\u0003", "PS ");
        await terminal.TypeAsync("@(Get-WhylabsApiKey).Count.ToString('left 0')\r");
        await terminal.WaitForAsync("left 9");

        await terminal.WaitForAsync("PS ");
        Assert.Equal(7, await terminal.TypeUntilExitAsync("exit 7\r"));
    }

    [Fact]
    public async Task Shell_without_a_terminal_suggests_run_and_serve()
    {
        (int exitCode, string output) = await FreshProcess.RunSandboxAsync(["shell"]);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("shell needs a terminal.", output, StringComparison.Ordinal);
        Assert.Contains("run for a script", output, StringComparison.Ordinal);
    }

    public void Dispose() => _home.Delete(recursive: true);
}
