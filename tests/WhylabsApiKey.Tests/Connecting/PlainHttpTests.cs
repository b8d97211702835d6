using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Connecting;

/// <summary>Tests that plain HTTP to a remote host requires permission.</summary>
public class PlainHttpTests
{
    private const string Empty = """{"items":[]}""";
    private const string ShowError =
        "try { Get-WhylabsApiKey -MaximumRetryCount 0 -ErrorAction Stop -WarningAction Ignore; 'none' } " +
        "catch { \"$($_.FullyQualifiedErrorId.Split(',')[0]) $_\" }";

    [Fact]
    public async Task Plain_http_to_a_remote_host_requires_AllowUnencryptedAuthentication()
    {
        // A local proxy takes the place of the network.
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
    public async Task Plain_http_of_a_session_is_allowed_only_for_its_host()
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
            Get-Outcome { Get-WhylabsApiKey -OrgId org-123 -WarningAction Ignore }
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
