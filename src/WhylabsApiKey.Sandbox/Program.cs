using WhylabsApiKey.Sandbox;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;

try
{
    return args switch
    {
        [] => await TourAsync(),
        ["--help"] or ["serve", "--help"] => Usage(),
        ["serve", .. var options] => await ServeAsync(SandboxOptions.Parse(options)),
        ["run", var script] => RunScript(script),
        _ => Usage("What is to be done?"),
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
    await using SandboxServer server = await SandboxServer.StartAsync(new SandboxOptions());
    foreach ((string name, string value) in Variables(server, DemoOrganization.Seed(server.Store)))
        Environment.SetEnvironmentVariable(name, value);
    return new Tour(server, Console.Out).Run() ? 0 : 1;
}

static async Task<int> ServeAsync(SandboxOptions options)
{
    await using SandboxServer server = await SandboxServer.StartAsync(options);
    var demo = DemoOrganization.Seed(server.Store);
    Console.WriteLine("A local WhyLabs service for API keys. Ctrl+C ends it. In PowerShell:");
    foreach ((string name, string value) in Variables(server, demo))
        Console.WriteLine($"$env:{name} = '{value}'");
    Console.WriteLine($"$AdministratorToken = '{demo.AdministratorToken}' # of {DemoOrganization.OrgId}: for v1 and the members, refused by v0 for keys");
    Console.WriteLine($"$UserToken = '{demo.UserToken}' # a plain user's: can only be validated");
    Console.WriteLine($"$PaidAdministratorToken = '{demo.PaidAdministratorToken}' # of {DemoOrganization.PaidOrgId}, where v1 makes keys: with -ApiVersion V1 -OrgId {DemoOrganization.PaidOrgId}");
    Console.WriteLine("# The requests:");
    server.Log = Console.WriteLine;
    await server.WaitForShutdownAsync();
    return 0;
}

static int RunScript(string script)
{
    using var shell = ModuleShell.Open(new ShellHost(Console.Out));
    return shell.Show(script) ? 0 : 1;
}

static IEnumerable<(string Name, string Value)> Variables(SandboxServer server, DemoOrganization demo) =>
[
    ("WHYLABS_API_ENDPOINT", server.Endpoint.GetLeftPart(UriPartial.Authority)),
    ("WHYLABS_DEFAULT_ORG_ID", DemoOrganization.OrgId),
    ("WHYLABS_API_KEY", demo.OperatorToken),
];

static int Usage(string? problem = null)
{
    if (problem is not null)
        Console.Error.WriteLine(problem);
    (problem is null ? Console.Out : Console.Error).WriteLine(
        $"""

        (nothing)        a tour of the module against a service of its own
        serve [options]  only the service, for a shell of your own
        run <script>     a script in the bundled PowerShell engine, with the module imported

        Options of serve:
        {SandboxOptions.Usage}
        """);
    return problem is null ? 0 : 2;
}
