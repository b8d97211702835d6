using System.Management.Automation;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Connecting;

/// <summary>Tests tokens and endpoints that are refused before a request or a prompt.</summary>
public class MalformedTokenTests
{
    [Theory]
    [InlineData("\"{0}\"")]
    [InlineData("'{0}'")]
    [InlineData("`{0}`")]
    [InlineData("Bearer {0}")]
    [InlineData("bearer {0}")]
    [InlineData("X-API-Key: {0}")]
    public async Task Token_with_quotes_or_a_prefix_is_refused_without_a_request(string format)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        string token = format.Replace("{0}", sandbox.Demo.OperatorToken, StringComparison.Ordinal);
        ErrorRecord error = sandbox.RunToError("Get-WhylabsApiKey -ApiKey $args[0]", SandboxFixture.Secret(token));
        Assert.Equal("ApiKeyMalformed", error.Id());
        Assert.Contains("quotes", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(sandbox.Demo.OperatorToken[..20], error.ToString(), StringComparison.Ordinal);
        Assert.Empty(sandbox.Server.Requests);
    }

    [Fact]
    public async Task Credentials_in_another_format_are_sent()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        sandbox.Run("Get-WhylabsApiKey -ApiKey $args[0]", SandboxFixture.Secret("{\"AccessKeyId\": \"x y\"}"));
        Assert.NotEmpty(sandbox.Server.Requests);
    }

    [Theory]
    [InlineData("Get-WhylabsApiKey -ApiKey secret-text")]
    [InlineData("Connect-Whylabs -ApiKey secret-text")]
    public async Task String_instead_of_a_SecureString_is_an_error_with_advice(string script)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ErrorRecord error = sandbox.RunToError(script);
        Assert.Contains("Read-Host -AsSecureString", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret-text", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Connect-Whylabs songbird.example.com", "InvalidEndpoint")]
    [InlineData("Connect-Whylabs ftp://songbird.example.com", "InvalidEndpoint")]
    [InlineData("Connect-Whylabs http://songbird.example.com", "InsecureEndpoint")]
    [InlineData("Connect-Whylabs https://songbird.example.com -OrgId 'org-123 '", "InvalidId")]
    public async Task Connect_checks_its_arguments_before_it_prompts(string script, string errorId)
    {
        bool isAsked = false;
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(
            configured: false,
            answer: (_, _) =>
            {
                isAsked = true;
                return "x";
            });
        Assert.Equal(errorId, sandbox.RunToError(script).Id());
        Assert.False(isAsked);
    }
}
