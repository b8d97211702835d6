using System.Management.Automation;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using WhylabsApiKey.Sandbox.Shell;

namespace WhylabsApiKey.Benchmarks;

/// <summary>The service, a shell with the module, and a raw client, kept warm for all iterations.</summary>
public abstract class ServiceBenchmark
{
    private CannedService? _service;
    private ModuleShell? _shell;
    private HttpClient? _http;

    [GlobalSetup]
    public virtual void Open()
    {
        _service = CannedService.Start();
        _http = new HttpClient { BaseAddress = new Uri(_service.Endpoint) };
        Environment.SetEnvironmentVariable("WHYLABS_API_ENDPOINT", _service.Endpoint);
        Environment.SetEnvironmentVariable("WHYLABS_API_KEY", "abcdefghij.secret:org-123");
        _shell = ModuleShell.Open(new ShellHost(TextWriter.Null));
    }

    [GlobalCleanup]
    public void Close()
    {
        _shell?.Dispose();
        _http?.Dispose();
        _service?.Dispose();
    }

    private protected void InShell(string script)
    {
        using PowerShell shell = _shell!.Start(script);
        shell.Invoke();
        if (shell.HadErrors)
            throw new InvalidOperationException(shell.Streams.Error[0].ToString());
    }

    private protected async Task<RawList> RawListAsync(string orgId)
    {
        await using Stream stream = await _http!.GetStreamAsync(new Uri($"/v0/organizations/{orgId}/api-key", UriKind.Relative));
        return (await JsonSerializer.DeserializeAsync(stream, RawContext.Default.RawList))!;
    }

    private protected async Task<RawKey> RawSendAsync(HttpMethod method, string orgId, string query)
    {
        using var request = new HttpRequestMessage(method, new Uri($"/v0/organizations/{orgId}/api-key?{query}", UriKind.Relative));
        using HttpResponseMessage response = await _http!.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using Stream stream = await response.Content.ReadAsStreamAsync();
        return (await JsonSerializer.DeserializeAsync(stream, RawContext.Default.RawKey))!;
    }
}
