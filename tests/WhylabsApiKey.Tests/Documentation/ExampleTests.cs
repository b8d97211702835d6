using System.Management.Automation;
using System.Text.RegularExpressions;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Documentation;

/// <summary>Tests that the examples work, and that no example has a secret as text.</summary>
public class ExampleTests
{
    private static readonly string Vault = Repository.ReadText("tests", "WhylabsApiKey.Tests", "Documentation", "Vault.ps1");

    public static TheoryData<string> Commands => [.. HelpPage.All.Select(page => page.Name)];

    public static TheoryData<string> Examples => [.. Example.All.Select(example => example.Name)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_parameter_of_a_command_is_in_one_of_its_examples(string command)
    {
        Assert.True(HelpPage.Of(command).Examples.Count >= 4);
        Assert.Empty(HelpPage.Of(command).Parameters.Select(parameter => parameter.Name).Except(HelpPage.Of(command).ParametersInExamples));
    }

    [Fact]
    public void Help_topic_README_and_recipes_have_examples() => Assert.All(
        HelpPage.All.Select(page => page.Name).Concat(["about_WhylabsApiKey", "README", "recipes"]),
        source => Assert.Contains(Example.All, example => example.Name.StartsWith($"{source}, ", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Example_works(string name) => Assert.Equal("", await ErrorsOfAsync(Example.Of(name).Code));

    [Theory]
    [InlineData("Get-WhylabsApiKey -KeyId nosuchkey1", "(KeyNotFound,")]
    [InlineData("throw 'no'", "no (no)")]
    public async Task Failure_of_an_example_is_detected(string code, string error) =>
        Assert.Contains(error, await ErrorsOfAsync(code), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_has_no_secret_as_text(string name) => Assert.DoesNotMatch(
        @"\b\w{10}\.\w{20,}|ConvertTo-SecureString\s.*-AsPlainText|\$env:WHYLABS_API_KEY = ['""]|(?m)^\s*\$\w+\.RevealKey\(\)\s*(#.*)?$",
        Example.Of(name).Code);

    // Replaces what an example needs and a test does not have: addresses become those of the sandbox, environment variables become a
    // session, Vault.ps1 replaces vaults and other programs, and no confirmation is required.
    private static async Task<string> ErrorsOfAsync(string code)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        try
        {
            await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
            sandbox.Run(Vault, sandbox.Demo.OperatorToken, sandbox.Demo.AdministratorToken).ThrowIfFailed();
            sandbox.Run(
                """
                param($Endpoint, $Folder)
                $PSDefaultParameterValues = @{
                    'Connect-Whylabs:Endpoint' = $Endpoint
                    'Connect-Whylabs:ApiKey' = Get-Secret WhylabsOperator
                }
                $null = Connect-Whylabs
                $ConfirmPreference = 'None'
                Set-Location -LiteralPath $Folder
                """,
                sandbox.Server.Endpoint,
                folder.FullName).ThrowIfFailed();
            string endpoint = sandbox.Server.Endpoint.GetLeftPart(UriPartial.Authority);
            string adapted = Regex.Replace(code, @"https?://(songbird\.[\w.]+(:\d+)?|localhost:8080)", endpoint);
            ShellResult result = sandbox.Run(Regex.Replace(adapted, @"(?m)^\s*\$env:WHYLABS_\w+ = .*$", ""));
            ErrorRecord[] errors = [.. result.Errors.Append(result.EndedBy).OfType<ErrorRecord>()];
            return string.Join("\n", errors.Select(error => $"{error} ({error.FullyQualifiedErrorId})"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
