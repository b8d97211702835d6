using System.Management.Automation;
using WhylabsApiKey.Sandbox.Service;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Commands;

/// <summary>What Connect-Whylabs asks a person for, and what wins over the environment.</summary>
[Collection(nameof(ProcessEnvironment))]
public sealed class SessionEnvironmentTests : IClassFixture<ProcessEnvironment>
{
    private const string Nowhere = "http://127.0.0.1:1";
    private readonly ProcessEnvironment _environment;

    public SessionEnvironmentTests(ProcessEnvironment environment)
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
        Assert.Equal("Endpoint: Enter alone stands for https://api.whylabsapp.com. OrgId: Enter alone stands for the API key's own.", asked.Message);
        Assert.Equal(["10"], asked.Lab.Lines("(Get-WhylabsApiKey).Count"));
    }

    [Theory]
    [InlineData("operator", "Endpoint; OrgId")]
    [InlineData("administrator", "Endpoint")]
    public async Task The_organization_is_not_asked_for_where_the_key_tells_it(string who, string questions)
    {
        await using Asked asked = await Asked.OpenAsync(configured => configured.Answers["OrgId"] = "org-123");
        _environment.Is(("WHYLABS_API_KEY", who == "operator" ? asked.Lab.Demo.OperatorToken : asked.Lab.Demo.AdministratorToken));
        Assert.Equal("org-123", asked.Connect());
        Assert.Equal(questions, string.Join("; ", asked.Questions));
    }

    [Fact]
    public async Task Nothing_is_asked_where_nothing_is_missing()
    {
        await using Asked asked = await Asked.OpenAsync();
        _environment.Is([.. FreshProcess.Variables(asked.Lab.Server, asked.Lab.Demo.OperatorToken)]);
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
        ErrorRecord error = asked.Lab.Ending("Connect-Whylabs");
        Assert.Equal(errorId, error.Id());
        Assert.Empty(asked.Lab.Server.Requests);
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_what_is_missing_is_an_error()
    {
        await using Lab lab = await Lab.OpenAsync(configured: false);
        Assert.Equal("ApiKeyMissing", lab.Ending("Connect-Whylabs -Endpoint $args[0]", lab.Server.Endpoint).Id());
        Assert.Empty(lab.Server.Requests);
    }

    [Fact]
    public async Task The_session_wins_over_the_environment()
    {
        await using Lab lab = await Lab.OpenAsync(configured: false);
        _environment.Is(("WHYLABS_API_KEY", "wrong"), ("WHYLABS_DEFAULT_ORG_ID", "wrong"), ("WHYLABS_PRIVATE_API_ENDPOINT", Nowhere), ("WHYLABS_API_VERSION", "v1"));
        ShellResult result = lab.Run(
            "$null = Connect-Whylabs -Endpoint $args[0] -ApiKey $args[1] -OrgId org-900 -ApiVersion V0; Get-WhylabsApiKey",
            lab.Server.Endpoint,
            Lab.Secret(lab.Demo.OperatorToken));
        Assert.Equal("PaIdAdMiN1", Assert.Single(result.Output).ToString());
        Assert.Equal("/v0/organizations/org-900/api-key", lab.Server.Requests[^1].Target);
    }

    [Fact]
    public async Task What_the_session_took_from_the_environment_it_keeps()
    {
        await using Lab lab = await Lab.OpenAsync(configured: false);
        _environment.Is([.. FreshProcess.Variables(lab.Server, lab.Demo.AdministratorToken), ("WHYLABS_API_VERSION", " V1 ")]);
        lab.Lines("$null = Connect-Whylabs");
        _environment.Is();
        Assert.Equal(10, lab.Lines("Get-WhylabsApiKey").Length);
        Assert.Equal("/v1/api-key", lab.Server.Requests[^1].Target);
    }

    [Fact]
    public async Task Another_endpoint_gets_the_key_and_the_organization_of_the_environment()
    {
        await using Lab lab = await Lab.OpenAsync(configured: false);
        await using SandboxServer other = await SandboxServer.StartAsync(new SandboxOptions());
        var demo = DemoOrganization.Seed(other.Store);
        lab.Run("$null = Connect-Whylabs -Endpoint $args[0] -ApiKey $args[1] -OrgId org-900", lab.Server.Endpoint, Lab.Secret(lab.Demo.OperatorToken)).ThrowIfFailed();
        _environment.Is(("WHYLABS_API_KEY", demo.OperatorToken), ("WHYLABS_DEFAULT_ORG_ID", "org-123"));
        Assert.Equal(10, lab.Run("Get-WhylabsApiKey -Endpoint $args[0]", other.Endpoint).Output.Count);
        RecordedRequest seen = Assert.Single(other.Requests);
        Assert.Equal(demo.OperatorToken, seen.Headers["X-API-Key"]);
        Assert.Equal("/v0/organizations/org-123/api-key", seen.Target);
    }

    [Theory]
    [InlineData("v0", "/v0/organizations/org-123/api-key")]
    [InlineData("V1", "/v1/api-key")]
    [InlineData("", "/v0/organizations/org-123/api-key")]
    [InlineData("2", null)]
    public async Task The_environment_names_the_version(string version, string? target)
    {
        await using Lab lab = await Lab.OpenAsync();
        _environment.Is(("WHYLABS_API_VERSION", version), ("WHYLABS_DEFAULT_ORG_ID", "org-123"));
        ShellResult result = lab.Run("Get-WhylabsApiKey");
        if (target is not null)
            Assert.Equal(target, Assert.Single(lab.Server.Requests).Target);
        else
            Assert.Equal("InvalidApiVersion", Assert.Single(result.Errors).Id());
    }

    /// <summary>A lab with a person in front of it.</summary>
    private sealed class Asked : IAsyncDisposable
    {
        private Asked()
        {
        }

        public required Lab Lab { get; init; }

        public string? Message { get; private set; }

        public List<string> Questions { get; } = [];

        public Dictionary<string, string> Answers { get; } = [];

        public static async Task<Asked> OpenAsync(Action<Asked>? configure = null)
        {
            Asked? asked = null;
            asked = new Asked { Lab = await Lab.OpenAsync(configured: false, answer: (message, question) => asked!.Answer(message, question)) };
            asked.Answers["Endpoint"] = asked.Lab.Server.Endpoint.ToString();
            asked.Answers["ApiKey"] = asked.Lab.Demo.OperatorToken;
            configure?.Invoke(asked);
            return asked;
        }

        public string Connect() => Assert.Single(Lab.Lines("(Connect-Whylabs).OrgId"));

        public ValueTask DisposeAsync() => Lab.DisposeAsync();

        private string Answer(string message, string question)
        {
            Message = message;
            Questions.Add(question);
            return Answers.GetValueOrDefault(question, "");
        }
    }
}
