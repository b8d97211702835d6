using Microsoft.AspNetCore.Server.Kestrel.Core;
using WhylabsApiKey.Tests.Support;

namespace WhylabsApiKey.Tests.Connecting;

/// <summary>Tests that cmdlets and runspaces reuse connections.</summary>
public class ConnectionReuseTests
{
    [Theory]
    [InlineData(HttpProtocols.Http1, "HTTP/1.1", 1)]
    [InlineData(HttpProtocols.Http1AndHttp2, "HTTP/2", 2)]
    public async Task Cmdlets_and_runspaces_share_connections_except_for_a_create(
        HttpProtocols protocols,
        string expected,
        int connections)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), TlsServer.NeedsLinux);
        await using TlsServer server = await TlsServer.StartAsync(protocols);
        (int exitCode, string output) = await server.RunScriptAsync("""
            $null = Get-WhylabsApiKey
            $null = New-WhylabsApiKey bob
            $null = Revoke-WhylabsApiKey HMiFAgQeNb -UserId bob -Force
            $script = "Import-Module '$((Get-Module WhylabsApiKey).Path)'; Get-WhylabsApiKey; 'done'"
            $other = [powershell]::Create([initialsessionstate]::CreateDefault2()).AddScript($script)
            $other.Invoke()
            """);

        Assert.Equal("done", output.Trim());
        Assert.Equal(0, exitCode);
        Assert.Equal([$"GET {expected}", "POST HTTP/1.1", $"DELETE {expected}", $"GET {expected}"], server.Requests);
        Assert.Equal(connections, server.Connections);
    }

    [Fact]
    public async Task Concurrent_requests_share_one_HTTP2_connection()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), TlsServer.NeedsLinux);
        await using TlsServer server = await TlsServer.StartAsync(HttpProtocols.Http1AndHttp2);
        (_, string output) = await server.RunScriptAsync("""
            $null = Get-WhylabsApiKey
            $rows = 1..40 | ForEach-Object { [pscustomobject]@{ KeyId = "key$_"; UserId = 'bob' } }
            ($rows | Revoke-WhylabsApiKey -Force -ThrottleLimit 16).Count
            """);

        Assert.Equal("40", output.Trim());
        Assert.Equal(40, server.Requests.Count(request => request == "DELETE HTTP/2"));
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Retry_does_not_use_a_dead_shared_connection()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), TlsServer.NeedsLinux);
        await using TlsServer server = await TlsServer.StartAsync(HttpProtocols.Http1AndHttp2);
        await using var between = new HalfOpenRelay(server.Port, isDead: () => server.Requests.Count > 0);
        (_, string output) = await server.RunScriptAsync(
            "$null = Get-WhylabsApiKey; $null = Get-WhylabsApiKey -TimeoutSec 5 -ErrorAction Stop; 'done'", between.Port);

        Assert.Equal("done", output.Trim());
        Assert.Equal(["GET HTTP/2", "GET HTTP/1.1"], server.Requests);
    }

    [Fact]
    public async Task Remove_Module_closes_the_connections_and_a_new_import_opens_new_ones()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), TlsServer.NeedsLinux);
        await using TlsServer server = await TlsServer.StartAsync(HttpProtocols.Http1AndHttp2);
        (_, string output) = await server.RunScriptAsync("""
            $null = Get-WhylabsApiKey
            $path = (Get-Module WhylabsApiKey).Path
            Remove-Module WhylabsApiKey
            Import-Module $path
            $null = Get-WhylabsApiKey -ErrorAction Stop
            'done'
            """);

        Assert.Equal("done", output.Trim());
        Assert.Equal(2, server.Connections);
    }
}
