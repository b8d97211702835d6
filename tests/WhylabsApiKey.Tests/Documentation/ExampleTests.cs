using System.Text.RegularExpressions;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Documentation;

/// <summary>The examples of the help work.</summary>
public class ExampleTests
{
    private static readonly string Repository = Path.GetFullPath(Path.Combine(ModuleShell.ModulePath, "..", ".."));

    public static TheoryData<string> Commands => [.. HelpPage.All.Select(page => page.Name)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_parameter_of_a_command_is_in_one_of_its_examples(string command)
    {
        Assert.True(HelpPage.Of(command).Examples.Count >= 4);
        Assert.Empty(HelpPage.Of(command).Parameters.Select(parameter => parameter.Name).Except(HelpPage.Of(command).ParametersInExamples));
    }

    // Those that need no other commands than the engine has; the Pester suite runs them all.
    [Theory]
    [MemberData(nameof(Commands))]
    public async Task The_examples_of_a_command_work(string command)
    {
        int run = 0;
        foreach (string example in HelpPage.Of(command).Examples)
        {
            await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
            sandbox.Run(
                await File.ReadAllTextAsync(Path.Combine(Repository, "tests", "Module", "Vault.ps1")), sandbox.Demo.OperatorToken, sandbox.Demo.AdministratorToken).ThrowIfFailed();
            sandbox.Run(
                """
                param($Endpoint)
                $PSDefaultParameterValues = @{ 'Connect-Whylabs:Endpoint' = $Endpoint; 'Connect-Whylabs:ApiKey' = Get-Secret WhylabsOperator }
                $null = Connect-Whylabs
                $ConfirmPreference = 'None'
                """,
                sandbox.Server.Endpoint).ThrowIfFailed();
            if (HelpPage.CommandsIn(example).Any(name => sandbox.Run("param($Name) Get-Command $Name -ErrorAction Ignore", name).Output.Count == 0))
                continue;

            run++;
            ShellResult result = sandbox.Run(Regex.Replace(example, @"https?://(songbird\.[\w.]+(:\d+)?|localhost:8080)", sandbox.Server.Endpoint.ToString()));
            Assert.True(result.EndedBy is null && result.Errors.Count == 0, $"{example}\n{result.EndedBy}{string.Concat(result.Errors)}");
        }

        Assert.True(run >= 4);
    }
}
