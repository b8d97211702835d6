using System.Management.Automation;
using BenchmarkDotNet.Attributes;
using WhylabsApiKey.Sandbox.Shell;

namespace WhylabsApiKey.Benchmarks;

/// <summary>The base class of benchmarks. All iterations use the same service and the same shell.</summary>
public abstract class ServiceBenchmark
{
    private CannedService? _service;
    private ModuleShell? _shell;

    [GlobalSetup]
    public virtual void Open()
    {
        _service = CannedService.Start();
        Environment.SetEnvironmentVariable("WHYLABS_API_ENDPOINT", _service.Endpoint);
        Environment.SetEnvironmentVariable("WHYLABS_API_KEY", "abcdefghij.secret:org-123");
        _shell = ModuleShell.Open(new ShellHost(TextWriter.Null));
    }

    [GlobalCleanup]
    public void Close()
    {
        _shell?.Dispose();
        _service?.Dispose();
    }

    private protected void InShell(string script)
    {
        using PowerShell shell = _shell!.Start(script);
        shell.Invoke();
        if (shell.HadErrors)
            throw new InvalidOperationException(shell.Streams.Error[0].ToString());
    }
}
