using System.Management.Automation;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Connecting;

/// <summary>What Connect-Whylabs asks a person for.</summary>
[Collection(nameof(ProcessEnvironment))]
public sealed class PromptTests : IClassFixture<ProcessEnvironment>
{
    private readonly ProcessEnvironment _environment;

    public PromptTests(ProcessEnvironment environment)
    {
        _environment = environment;
        _environment.Is();
    }

    [Fact]
    public async Task What_is_missing_is_asked_for()
    {
        await using Asked asked = await Asked.OpenAsync(configured => configured.Answers["OrgId"] = "org-123");
        Assert.Equal("org-123", asked.Connect());
        Assert.Equal(["Endpoint", "ApiKey", "OrgId"], asked.Questions);
        Assert.Equal(
            "Endpoint: Press Enter to use https://api.whylabsapp.com. OrgId: Press Enter to use the organization of the API key.",
            asked.Message);
        Assert.Equal(["10"], asked.Sandbox.Lines("(Get-WhylabsApiKey).Count"));
    }

    [Theory]
    [InlineData("operator", "Endpoint; OrgId")]
    [InlineData("administrator", "Endpoint")]
    public async Task The_organization_is_not_asked_for_where_the_key_tells_it(string who, string questions)
    {
        await using Asked asked = await Asked.OpenAsync(configured => configured.Answers["OrgId"] = "org-123");
        _environment.Is(("WHYLABS_API_KEY", who == "operator" ? asked.Sandbox.Demo.OperatorToken : asked.Sandbox.Demo.AdministratorToken));
        Assert.Equal("org-123", asked.Connect());
        Assert.Equal(questions, string.Join("; ", asked.Questions));
    }

    [Fact]
    public async Task Nothing_is_asked_where_nothing_is_missing()
    {
        await using Asked asked = await Asked.OpenAsync();
        _environment.Is([.. FreshProcess.Variables(asked.Sandbox.Server, asked.Sandbox.Demo.OperatorToken)]);
        Assert.Equal("org-123", asked.Connect());
        Assert.Empty(asked.Questions);
    }

    [Theory]
    [InlineData("ApiKey", "", "ApiKeyMissing")]
    [InlineData("ApiKey", "abc ", "ApiKeyMalformed")]
    [InlineData("Endpoint", "localhost", "InvalidEndpoint")]
    [InlineData("Endpoint", "http://[", "InvalidEndpoint")]
    [InlineData("Endpoint", "http://songbird.example.com", "InsecureEndpoint")]
    [InlineData("OrgId", "", "OrgIdMissing")]
    public async Task An_answer_that_is_none_is_an_error_as_from_a_parameter(string question, string answer, string errorId)
    {
        await using Asked asked = await Asked.OpenAsync(configured => configured.Answers[question] = answer);
        ErrorRecord error = asked.Sandbox.Ending("Connect-Whylabs");
        Assert.Equal(errorId, error.Id());
        Assert.Empty(asked.Sandbox.Server.Requests);
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_what_is_missing_is_an_error()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        Assert.Equal("ApiKeyMissing", sandbox.Ending("Connect-Whylabs -Endpoint $args[0]", sandbox.Server.Endpoint).Id());
        Assert.Empty(sandbox.Server.Requests);
    }

    /// <summary>A sandbox with a person in front of it.</summary>
    private sealed class Asked : IAsyncDisposable
    {
        private Asked()
        {
        }

        public required SandboxFixture Sandbox { get; init; }

        public string? Message { get; private set; }

        public List<string> Questions { get; } = [];

        public Dictionary<string, string> Answers { get; } = [];

        public static async Task<Asked> OpenAsync(Action<Asked>? configure = null)
        {
            Asked? asked = null;
            asked = new Asked
            {
                Sandbox = await SandboxFixture.OpenAsync(
                    configured: false, answer: (message, question) => asked!.Answer(message, question)),
            };
            asked.Answers["Endpoint"] = asked.Sandbox.Server.Endpoint.ToString();
            asked.Answers["ApiKey"] = asked.Sandbox.Demo.OperatorToken;
            configure?.Invoke(asked);
            return asked;
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
