using System.Management.Automation;
using System.Net;
using System.Security;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;

namespace WhylabsApiKey.Tests.Support;

/// <summary>A sandbox with the demo organization and a shell whose cmdlets call it, for one test.</summary>
internal sealed class SandboxFixture : IAsyncDisposable
{
    private readonly StringWriter _screen = new();

    static SandboxFixture() => Environment.SetEnvironmentVariable("WHYLABS_DEFAULT_ORG_ID", DemoOrganization.OrgId);

    private SandboxFixture(SandboxServer server, Func<string, string, string>? answer, bool configured)
    {
        Server = server;
        Demo = DemoOrganization.Seed(server.Store);
        Shell = ModuleShell.Open(new ShellHost(_screen, answer));
        if (!configured)
            return;
        Run(
            """
            param($Endpoint, $Token)
            $Service = @{ Endpoint = $Endpoint; ApiKey = $Token }
            foreach ($noun in 'WhylabsApiKey', 'WhylabsOrganization') {
                $Service.Keys.ForEach{ $PSDefaultParameterValues["*-${noun}:$_"] = $Service[$_] }
            }
            """,
            server.Endpoint,
            Secret(Demo.OperatorToken)).ThrowIfFailed();
    }

    public SandboxServer Server { get; }

    public DemoOrganization Demo { get; }

    public ModuleShell Shell { get; }

    /// <summary>What the host showed so far.</summary>
    public string Screen => _screen.ToString();

    /// <summary>What the host showed, without the blanks at the ends of lines and with one empty line at most between two others.</summary>
    public string Page =>
        string.Join('\n', Screen.Split('\n').Select(line => line.TrimEnd())).Trim('\n').Replace("\n\n\n", "\n\n", StringComparison.Ordinal);

    public KeyStore Store => Server.Store;

    /// <summary>The ids of the demo organization's keys that are revoked.</summary>
    public IEnumerable<string> Revoked => Store.All.Where(key => key.Revoked).Select(key => key.KeyId).Order(StringComparer.Ordinal);

    public int Writes => Server.Writes;

    /// <param name="configured">False for a shell whose commands are told nothing of the sandbox.</param>
    public static async Task<SandboxFixture> OpenAsync(
        SandboxOptions? options = null, Func<string, string, string>? answer = null, TimeProvider? clock = null, bool configured = true) =>
        new(await SandboxServer.StartAsync(options ?? new SandboxOptions(), clock), answer, configured);

    /// <summary>A shell whose commands call v1 as the administrator of the demo organization.</summary>
    public static async Task<SandboxFixture> OpenAsAdministratorAsync()
    {
        SandboxFixture sandbox = await OpenAsync();
        sandbox.Run(
            """
            foreach ($noun in 'WhylabsApiKey', 'WhylabsOrganization') {
                $PSDefaultParameterValues["*-${noun}:ApiKey"] = $args[0]
                $PSDefaultParameterValues["*-${noun}:ApiVersion"] = 'V1'
            }
            """,
            Secret(sandbox.Demo.AdministratorToken)).ThrowIfFailed();
        return sandbox;
    }

    /// <summary>A token as the commands take it.</summary>
    public static SecureString Secret(string token) => new NetworkCredential("", token).SecurePassword;

    public ShellResult Run(string script, params object[] arguments) => Shell.Run(script, arguments);

    /// <summary>Runs a script that is expected to succeed without an error, and returns the strings of its objects.</summary>
    public string[] Lines(string script)
    {
        ShellResult result = Run(script);
        Assert.Null(result.EndedBy?.ToString());
        AssertNoError(result);
        return [.. result.Output.Select(item => item?.ToString() ?? "")];
    }

    /// <summary>The error that ends a script's command; the test fails when none does, or when anything was emitted before it.</summary>
    public ErrorRecord Ending(string script, params object[] arguments)
    {
        ShellResult result = Run($"try {{ {script} }} catch {{ $_ }}", arguments);
        AssertNoError(result);
        return Assert.IsType<ErrorRecord>(Assert.Single(result.Output).BaseObject);
    }

    /// <summary>What a script gets, and the id of the error that ends it.</summary>
    public string[] Outcome(string script) => Lines($"try {{ {script} }} catch {{ $_.FullyQualifiedErrorId.Split(',')[0] }}");

    public async ValueTask DisposeAsync()
    {
        Shell.Dispose();
        await Server.DisposeAsync();
        await _screen.DisposeAsync();
    }

    // Compared as text, so that a failure shows what the errors said.
    private static void AssertNoError(ShellResult result) => Assert.Equal([], result.Errors.Select(error => $"{error} {error.Exception}"));
}
