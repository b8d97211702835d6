using System.Diagnostics;
using System.Text.RegularExpressions;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Sandbox;

/// <summary>Tests the commands of the sandbox program.</summary>
public class ProgramTests
{
    [Theory]
    [InlineData("(Get-WhylabsApiKey | Sort-Object Alias | ConvertTo-Csv -NoTypeInformation).Count", 0, "11")]
    [InlineData("Get-WhylabsApiKey -KeyId nosuchkey1; 'goes on'", 1, "goes on")]
    [InlineData("throw 'no'", 1, "no")]
    [InlineData("try { throw 'no' } catch { 'handled' }", 0, "handled")]
    [InlineData("'done'; exit 3", 3, "done")]
    public async Task Run_executes_a_script_on_a_local_service_and_returns_an_exit_code(string script, int expected, string shown)
    {
        (int exitCode, string output) = await FreshProcess.RunSandboxAsync(["run", script]);
        Assert.Contains(shown, output, StringComparison.Ordinal);
        Assert.Equal(expected, exitCode);
    }

    [Fact]
    public async Task Run_uses_the_service_in_the_environment_variables()
    {
        (int exitCode, string output) = await FreshProcess.RunScriptAsync("Get-WhylabsApiKey", server: null, token: null);
        Assert.Equal(1, exitCode);
        Assert.Contains("There is no token", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_prints_the_connect_command_the_tokens_and_each_request()
    {
        ProcessStartInfo start = FreshProcess.StartInfo("dotnet", [typeof(SandboxServer).Assembly.Location, "serve"]);
        using Process process = Process.Start(start)!;
        try
        {
            var lines = new List<string>();
            while (await process.StandardOutput.ReadLineAsync() is { } line and not "Requests:")
                lines.Add(line);
            Assert.Single(lines, line => Regex.IsMatch(line, @"^Connect-Whylabs -Endpoint http://127\.0\.0\.1:\d+ -OrgId org-123$"));
            Assert.Equal(
                [
                    "OperatorToken: OpErAtOr01 0", "AdministratorToken: AdMiN00001 org-123", "UserToken: UsEr000001 org-123",
                    "PaidAdministratorToken: PaIdAdMiN1 org-900",
                ],
                lines.Select(line => Regex.Match(line, @"^(\w+Token: \w{10})\.\w{53}:([\w-]+)$"))
                    .Where(match => match.Success).Select(match => $"{match.Groups[1]} {match.Groups[2]}"));

            // The printed command has no token, because a pasted line stays in the history.
            Assert.DoesNotContain(lines, line => Regex.IsMatch(line, @"[$=].*\w{10}\.\w{53}"));

            // After this line, the program prints one line for each request.
            using var http = new HttpClient();
            string endpoint = lines.Select(line => Regex.Match(line, "-Endpoint ([^ ]+)")).Single(match => match.Success).Groups[1].Value;
            using HttpResponseMessage response = await http.GetAsync(new Uri(endpoint + "/v1/api-key"));
            Assert.Equal("GET /v1/api-key: 401", await process.StandardOutput.ReadLineAsync());
        }
        finally
        {
            process.Kill();
        }
    }

    [Fact]
    public async Task Unknown_command_is_an_error_that_lists_the_commands()
    {
        (int exitCode, string output) = await FreshProcess.RunSandboxAsync(["fly"]);
        Assert.Equal(2, exitCode);
        Assert.Contains("There is no command 'fly'. The commands are serve, shell and run.", output, StringComparison.Ordinal);
    }
}
