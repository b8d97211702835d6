using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Connecting;

/// <summary>Tests the prompts of Connect-Whylabs.</summary>
[Collection(nameof(ProcessEnvironment))]
public sealed class PromptTests : IClassFixture<ProcessEnvironment>
{
    private readonly ProcessEnvironment _environment;

    public PromptTests(ProcessEnvironment environment)
    {
        _environment = environment;
        _environment.Set();
    }

    [Fact]
    public async Task Connect_prompts_for_missing_values()
    {
        await using PromptSandbox prompts = await PromptSandbox.OpenAsync(configured => configured.Answers["OrgId"] = "org-123");
        Assert.Equal("org-123", prompts.Connect());
        Assert.Equal(["Endpoint", "ApiKey", "OrgId"], prompts.Questions);
        Assert.Equal(
            "Endpoint: Press Enter to use https://api.whylabsapp.com. OrgId: Press Enter to use the organization of the API key.",
            prompts.Message);
        Assert.Equal(["10"], prompts.Sandbox.Lines("(Get-WhylabsApiKey).Count"));
    }

    [Theory]
    [InlineData("operator", "Endpoint; OrgId")]
    [InlineData("administrator", "Endpoint")]
    public async Task Connect_does_not_prompt_for_an_organization_that_the_token_contains(string who, string questions)
    {
        await using PromptSandbox prompts = await PromptSandbox.OpenAsync(configured => configured.Answers["OrgId"] = "org-123");
        DemoOrganization demo = prompts.Sandbox.Demo;
        _environment.Set(("WHYLABS_API_KEY", who == "operator" ? demo.OperatorToken : demo.AdministratorToken));
        Assert.Equal("org-123", prompts.Connect());
        Assert.Equal(questions, string.Join("; ", prompts.Questions));
    }

    [Fact]
    public async Task Connect_does_not_prompt_when_all_values_are_known()
    {
        await using PromptSandbox prompts = await PromptSandbox.OpenAsync();
        _environment.Set([.. FreshProcess.Variables(prompts.Sandbox.Server, prompts.Sandbox.Demo.OperatorToken)]);
        Assert.Equal("org-123", prompts.Connect());
        Assert.Empty(prompts.Questions);
    }

    [Theory]
    [InlineData("ApiKey", "", "ApiKeyMissing")]
    [InlineData("ApiKey", "abc ", "ApiKeyMalformed")]
    [InlineData("Endpoint", "localhost", "InvalidEndpoint")]
    [InlineData("Endpoint", "http://[", "InvalidEndpoint")]
    [InlineData("Endpoint", "http://songbird.example.com", "InsecureEndpoint")]
    [InlineData("OrgId", "", "OrgIdMissing")]
    public async Task Invalid_answer_to_a_prompt_is_the_error_of_the_parameter(string question, string answer, string errorId)
    {
        await using PromptSandbox prompts = await PromptSandbox.OpenAsync(configured => configured.Answers[question] = answer);
        ErrorRecord error = prompts.Sandbox.RunToError("Connect-Whylabs");
        Assert.Equal(errorId, error.Id());
        Assert.Empty(prompts.Sandbox.Server.Requests);
    }

    [Fact]
    public async Task Connect_in_a_non_interactive_session_fails_for_missing_values()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        Assert.Equal("ApiKeyMissing", sandbox.RunToError("Connect-Whylabs -Endpoint $args[0]", sandbox.Server.Endpoint).Id());
        Assert.Empty(sandbox.Server.Requests);
    }

    /// <summary>A sandbox whose host answers prompts and records them.</summary>
    private sealed class PromptSandbox : IAsyncDisposable
    {
        private PromptSandbox()
        {
        }

        public required SandboxFixture Sandbox { get; init; }

        public string? Message { get; private set; }

        public List<string> Questions { get; } = [];

        public Dictionary<string, string> Answers { get; } = [];

        public static async Task<PromptSandbox> OpenAsync(Action<PromptSandbox>? configure = null)
        {
            PromptSandbox? prompts = null;
            prompts = new PromptSandbox
            {
                Sandbox = await SandboxFixture.OpenAsync(
                    configured: false, answer: (message, question) => prompts!.Answer(message, question)),
            };
            prompts.Answers["Endpoint"] = prompts.Sandbox.Server.Endpoint.ToString();
            prompts.Answers["ApiKey"] = prompts.Sandbox.Demo.OperatorToken;
            configure?.Invoke(prompts);
            return prompts;
        }

        public string Connect() => Assert.Single(Sandbox.Lines("(Connect-Whylabs).OrgId"));

        public ValueTask DisposeAsync() => Sandbox.DisposeAsync();

        private string Answer(string message, string question)
        {
            Message = message;
            Questions.Add(question);
            return Answers.GetValueOrDefault(question, "");
        }
    }
}
