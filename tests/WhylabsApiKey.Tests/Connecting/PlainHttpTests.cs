using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Connecting;

/// <summary>Plain http to another machine is sent only when it is asked for.</summary>
public class PlainHttpTests
{
    private const string Empty = """{"items":[]}""";
    private const string ShowError =
        "try { Get-WhylabsApiKey -MaximumRetryCount 0 -ErrorAction Stop; 'none' } " +
        "catch { \"$($_.FullyQualifiedErrorId.Split(',')[0]) $_\" }";

    [Fact]
    public async Task Plain_http_to_another_machine_is_sent_only_when_asked_for()
    {
        // A proxy on this machine stands for the network.
        await using var proxy = new RawServer(request => request.SendAsync(RawRequest.Json(Empty)));
        (string, string?)[] environment =
        [
            ("WHYLABS_API_ENDPOINT", "http://songbird.example.com"),
            ("WHYLABS_DEFAULT_ORG_ID", "o"),
            ("http_proxy", proxy.Endpoint.ToString()),
        ];
        (_, string refused) = await FreshProcess.RunScriptAsync(ShowError, null, "abc", environment);
        Assert.StartsWith("InsecureEndpoint", refused, StringComparison.Ordinal);
        Assert.Empty(proxy.Requests);

        (_, string sent) = await FreshProcess.RunScriptAsync(
            ShowError.Replace("-Max", "-AllowUnencryptedAuthentication -Max", StringComparison.Ordinal),
            null,
            "abc",
            environment);
        Assert.Equal("none", sent.Trim());
        Assert.Equal("GET http://songbird.example.com/v0/organizations/o/api-key HTTP/1.1", Assert.Single(proxy.Requests));
    }

    [Fact]
    public async Task Plain_http_to_a_remote_host_is_allowed_once_and_for_that_host()
    {
        await using var proxy = new RawServer(request =>
            request.SendAsync(RawRequest.Json(
                request.Head.Contains("/validate", StringComparison.Ordinal) ? """{"requestId":"r"}""" : """{"items":[]}""",
                request.Echo)));
        (_, string output) = await FreshProcess.RunScriptAsync(
            """
            function Get-Outcome { try { & $args[0]; 'fine' } catch { $_.FullyQualifiedErrorId.Split(',')[0] } }
            Get-Outcome { $null = Connect-Whylabs -Endpoint http://songbird.example.com -OrgId org-123 }
            Get-Outcome { $null = Connect-Whylabs -Endpoint http://songbird.example.com -OrgId org-123 -AllowUnencryptedAuthentication }
            Get-Outcome { Get-WhylabsApiKey -OrgId org-123 }
            Get-Outcome { Get-WhylabsApiKey -OrgId org-123 -Endpoint http://other.example.com }
            """,
            null,
            "AbCdEfGh12.0123456789",
            ("http_proxy", proxy.Endpoint.ToString()));
        Assert.Equal(
            ["InsecureEndpoint", "fine", "fine", "InsecureEndpoint"],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Equal(2, proxy.Requests.Count);
    }
}
