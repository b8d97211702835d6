using System.Management.Automation;
using WhylabsApiKey.Sandbox.Shell;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Connecting;

/// <summary>Tests which endpoints are valid, and which are equal.</summary>
public class EndpointTests
{
    private const string Connect = "param($Endpoint, $Token) $null = Connect-Whylabs -Endpoint $Endpoint -ApiKey $Token; ";

    [Theory]
    [InlineData("songbird.example.com", "InvalidEndpoint")]
    [InlineData("ftp://songbird.example.com", "InvalidEndpoint")]
    [InlineData("http://songbird.example.com", "InsecureEndpoint")]
    public async Task Invalid_or_insecure_endpoint_is_a_terminating_error(string endpoint, string errorId)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ErrorRecord error = sandbox.RunToError($"Get-WhylabsApiKey -Endpoint '{endpoint}'");
        Assert.Equal(errorId, error.Id());
    }

    [Theory]
    [InlineData("https://user:secret@songbird.example.com")]
    [InlineData("user:secret@songbird.example.com")]
    [InlineData("ftp://user:secret@songbird.example.com")]
    [InlineData("AbCdEfGh12.secretsecretsecret")]
    public async Task Credentials_in_an_endpoint_are_redacted_in_the_error(string endpoint)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ErrorRecord error = sandbox.RunToError($"Get-WhylabsApiKey -Endpoint '{endpoint}'");
        Assert.Equal("InvalidEndpoint", error.Id());
        Assert.DoesNotContain("secret", $"{error} {error.Exception} {error.TargetObject}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_base_path_of_an_endpoint_is_an_error_with_advice()
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        ErrorRecord error = sandbox.RunToError($"Get-WhylabsApiKey -Endpoint {sandbox.Server.Endpoint}wrong/path");
        Assert.Equal("RouteNotFound", error.Id());
        Assert.Contains("base path", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://LOCALHOST:PORT/", true)]
    [InlineData("HTTP://localhost:PORT", true)]
    [InlineData("http://localhost:PORT/prefix", false)]
    [InlineData("https://localhost:PORT", false)]
    [InlineData("http://127.0.0.1:PORT", false)]
    public async Task Endpoints_are_compared_without_trailing_slash_and_host_case(string endpoint, bool same)
    {
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync(configured: false);
        string port = sandbox.Server.Endpoint.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        sandbox.Run(Connect, new Uri($"http://localhost:{port}"), SandboxFixture.Secret(sandbox.Demo.OperatorToken)).ThrowIfFailed();
        ShellResult result = sandbox.Run(
            "(Get-WhylabsApiKey -Endpoint $args[0]).Count", endpoint.Replace("PORT", port, StringComparison.Ordinal));
        if (same)
            Assert.Equal("10", Assert.Single(result.Output).ToString());
        else
            Assert.Equal("ApiKeyMissing", Assert.Single(result.Errors).Id());
    }
}
