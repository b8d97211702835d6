using System.Management.Automation;
using System.Net;
using System.Security;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;

namespace WhylabsApiKey.Tests.Support;

/// <summary>A sandbox with the demo organization, and a shell whose cmdlets call it.</summary>
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

    /// <summary>All text that the host has shown.</summary>
    public string Screen => _screen.ToString();

    /// <summary>All text that the host has shown so far, without trailing blanks and repeated empty lines.</summary>
    public string Page =>
        string.Join('\n', Screen.Split('\n').Select(line => line.TrimEnd())).Trim('\n').Replace("\n\n\n", "\n\n", StringComparison.Ordinal);

    public KeyStore Store => Server.Store;

    /// <summary>The ids of all revoked keys.</summary>
    public IEnumerable<string> Revoked => Store.All.Where(key => key.Revoked).Select(key => key.KeyId).Order(StringComparer.Ordinal);

    public int Writes => Server.Writes;

    /// <param name="configured">False for a shell without default values for the endpoint and the token.</param>
    public static async Task<SandboxFixture> OpenAsync(
        SandboxOptions? options = null, Func<string, string, string>? answer = null, TimeProvider? clock = null, bool configured = true) =>
        new(await SandboxServer.StartAsync(options ?? new SandboxOptions(), clock), answer, configured);

    /// <summary>Opens a shell whose commands call v1 as the administrator of the demo organization.</summary>
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

    /// <summary>Converts a token to a SecureString.</summary>
    public static SecureString Secret(string token) => new NetworkCredential("", token).SecurePassword;

    public ShellResult Run(string script, params object[] arguments) => Shell.Run(script, arguments);

    /// <summary>Runs a script that must succeed, and returns its output as strings.</summary>
    public string[] Lines(string script)
    {
        ShellResult result = Run(script);
        Assert.Null(result.EndedBy?.ToString());
        AssertNoError(result);
        return [.. result.Output.Select(item => item?.ToString() ?? "")];
    }

    /// <summary>Runs a script that must fail with a terminating error and no output, and returns the error.</summary>
    public ErrorRecord RunToError(string script, params object[] arguments)
    {
        ShellResult result = Run($"try {{ {script} }} catch {{ $_ }}", arguments);
        AssertNoError(result);
        return Assert.IsType<ErrorRecord>(Assert.Single(result.Output).BaseObject);
    }

    /// <summary>Returns the output of a script, or the id of its terminating error.</summary>
    public string[] Outcome(string script) => Lines($"try {{ {script} }} catch {{ $_.FullyQualifiedErrorId.Split(',')[0] }}");

    public async ValueTask DisposeAsync()
    {
        Shell.Dispose();
        await Server.DisposeAsync();
        await _screen.DisposeAsync();
    }

    // Compared as text, so that a test failure shows the messages.
    private static void AssertNoError(ShellResult result) => Assert.Equal([], result.Errors.Select(error => $"{error} {error.Exception}"));
}
