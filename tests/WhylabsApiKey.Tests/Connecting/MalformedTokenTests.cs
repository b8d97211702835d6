using System.Management.Automation;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Connecting;

/// <summary>Tokens and addresses that can be seen to be wrong before a request or a question.</summary>
public class MistakenSecretTests
{
    [Theory]
    [InlineData("\"{0}\"")]
    [InlineData("'{0}'")]
    [InlineData("`{0}`")]
    [InlineData("Bearer {0}")]
    [InlineData("bearer {0}")]
    [InlineData("X-API-Key: {0}")]
    public async Task A_token_in_quotes_or_behind_a_word_is_not_sent(string format)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string token = format.Replace("{0}", sandbox.Demo.OperatorToken, StringComparison.Ordinal);
        ErrorRecord error = sandbox.Ending("Get-WhylabsApiKey -ApiKey $args[0]", SandboxFixture.Secret(token));
        Assert.Equal("ApiKeyMalformed", error.Id());
        Assert.Contains("quotes", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(sandbox.Demo.OperatorToken[..20], error.ToString(), StringComparison.Ordinal);
        Assert.Empty(sandbox.Server.Requests);
    }

    [Fact]
    public async Task Credentials_of_another_form_are_sent()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Run("Get-WhylabsApiKey -ApiKey $args[0]", SandboxFixture.Secret("{\"AccessKeyId\": \"x y\"}"));
        Assert.NotEmpty(sandbox.Server.Requests);
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey -ApiKey secret-text")]
    [InlineData("Connect-Whylabs -ApiKey secret-text")]
    public async Task A_text_in_place_of_a_secret_is_told_how_to_become_one(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ErrorRecord error = sandbox.Ending(script);
        Assert.Contains("Read-Host -AsSecureString", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret-text", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Connect-Whylabs songbird.example.com", "InvalidEndpoint")]
    [InlineData("Connect-Whylabs ftp://songbird.example.com", "InvalidEndpoint")]
    [InlineData("Connect-Whylabs http://songbird.example.com", "InsecureEndpoint")]
    [InlineData("Connect-Whylabs https://songbird.example.com -OrgId 'org-123 '", "InvalidId")]
    public async Task Connect_checks_what_it_was_given_before_it_asks_for_the_rest(string script, string errorId)
    {
        bool isAsked = false;
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(
            configured: false,
            answer: (_, _) =>
            {
                isAsked = true;
                return "x";
            });
        Assert.Equal(errorId, sandbox.Ending(script).Id());
        Assert.False(isAsked);
    }
}
