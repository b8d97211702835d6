using System.Runtime.InteropServices;
using WhylabsApiKey.Sandbox;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;

try
{
    return args switch
    {
        [] => await TourAsync(),
        ["--help"] or ["serve" or "shell" or "run", "--help"] => Usage(),
        ["serve", .. var options] => await ServeAsync(SandboxOptions.Parse(options)),
        ["shell", .. var options] => await OpenShellAsync(SandboxOptions.Parse(options)),
        ["run", var script] => await RunScriptAsync(script),
        ["run", ..] => Usage("run takes one script. Put it in quotes."),
        [var word, ..] => Usage($"There is no command '{word}'. The commands are serve, shell and run."),
    };
}
catch (FormatException e)
{
    return Usage(e.Message);
}
catch (IOException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

static async Task<int> TourAsync()
{
    await using SandboxServer server = await StartForThisProcessAsync();
    return new Tour(server, Console.Out).Run() ? 0 : 1;
}

static async Task<int> ServeAsync(SandboxOptions options)
{
    await using SandboxServer server = await SandboxServer.StartAsync(options);
    var demo = DemoOrganization.Seed(server.Store);
    Console.WriteLine(
        $"""
        A local WhyLabs service for API keys. Ctrl+C ends it. In a PowerShell that has imported the module:

        Connect-Whylabs -Endpoint {server.Endpoint.GetLeftPart(UriPartial.Authority)} -OrgId {DemoOrganization.OrgId}

        It asks for the API key. Paste one of these:
        """);
    foreach ((string name, string token, string use) in demo.Tokens)
        Console.WriteLine($"{name}: {token}\n    {use}");
    Console.WriteLine("Requests:");
    server.Log = Console.WriteLine;
    var ended = new TaskCompletionSource();
    using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
    using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
    await ended.Task;
    return 0;

    void End(PosixSignalContext signal)
    {
        signal.Cancel = true;
        ended.TrySetResult();
    }
}

static async Task<int> OpenShellAsync(SandboxOptions options)
{
    if (Console.IsInputRedirected || Console.IsOutputRedirected)
        throw new IOException("shell needs a terminal. Without one, use run for a script, or serve for a shell of your own.");
    await using SandboxServer server = await SandboxServer.StartAsync(options);
    return await InteractiveShell.RunAsync(server, DemoOrganization.Seed(server.Store));
}

static async Task<int> RunScriptAsync(string script)
{
    // The environment can specify another service.
    bool hasService = Environment.GetEnvironmentVariable("WHYLABS_API_ENDPOINT") is not null
        || Environment.GetEnvironmentVariable("WHYLABS_API_KEY") is not null;
    await using SandboxServer? server = hasService ? null : await StartForThisProcessAsync();
    var host = new ShellHost(Console.Out);
    using var shell = ModuleShell.Open(host);
    bool ended = shell.Show(script);
    return host.ExitCode != 0 || (ended && !host.HasShownError) ? host.ExitCode : 1;
}

static async Task<SandboxServer> StartForThisProcessAsync()
{
    SandboxServer server = await SandboxServer.StartAsync(new SandboxOptions());
    foreach ((string name, string value) in DemoOrganization.Seed(server.Store).Variables(server.Endpoint))
        Environment.SetEnvironmentVariable(name, value);
    return server;
}

static int Usage(string? problem = null)
{
    if (problem is not null)
        Console.Error.WriteLine(problem);
    (problem is null ? Console.Out : Console.Error).WriteLine(
        $"""

        (nothing)        a tour of the module against a local service
        shell [options]  a PowerShell console with the module, connected to a local service
        serve [options]  only the local service, for a shell of your own
        run <script>     a script in the PowerShell engine, with the module imported, on a local service, or on the one
                         that WHYLABS_API_ENDPOINT and WHYLABS_API_KEY name; the exit code is 1 after an error

        Options of shell and serve:
        {SandboxOptions.Usage}
        """);
    return problem is null ? 0 : 2;
}
