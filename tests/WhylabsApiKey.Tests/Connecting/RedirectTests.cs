using System.Management.Automation;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Connecting;

/// <summary>Tests that a redirect is an error and is not followed.</summary>
public class RedirectTests
{
    private const string Empty = """{"items":[]}""";

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirect_is_an_error_and_is_not_followed(int status)
    {
        await using var other = new RawServer(request => request.SendAsync(RawRequest.Json(Empty)));
        await using var server = new RawServer(
            request => request.SendAsync($"HTTP/1.1 {status} Moved\r\nLocation: {other.Endpoint}elsewhere\r\nContent-Length: 0\r\n\r\n"));
        await using SandboxFixture sandbox = await SandboxFixture.OpenAsync();
        foreach (string command in (string[])["Get-WhylabsApiKey", "Revoke-WhylabsApiKey k u -Force"])
        {
            ErrorRecord error = sandbox.RunToError($"{command} -Endpoint $args[0]", server.Endpoint);
            Assert.Equal("UnexpectedRedirect", error.Id());
            Assert.Equal(ErrorCategory.SecurityError, error.CategoryInfo.Category);
            Assert.Contains($"{other.Endpoint}elsewhere", error.ErrorDetails.Message, StringComparison.Ordinal);
        }

        // The create may have created a key, so the command searches for it.
        ErrorRecord unknown = Assert.Single(sandbox.Run("New-WhylabsApiKey bob -Endpoint $args[0]", server.Endpoint).Errors);
        Assert.Equal("CreateOutcomeUnknown", unknown.Id());
        Assert.Contains($"{other.Endpoint}elsewhere", unknown.ErrorDetails.Message, StringComparison.Ordinal);

        Assert.Empty(other.Requests);
        Assert.Equal(0, other.Connections);
        Assert.Equal(4, server.Requests.Count);
    }
}
