using BenchmarkDotNet.Attributes;

namespace WhylabsApiKey.Benchmarks;

/// <summary>Compares large lists with raw HttpClient and source-generated System.Text.Json.</summary>
[MemoryDiagnoser]
public class ListBenchmark : ServiceBenchmark
{
    [Params(10_000, 100_000)]
    public int Keys { get; set; }

    [Benchmark(Baseline = true)]
    public void Raw() => InShell($"$keys = [WhylabsApiKey.Benchmarks.RawClient]::List('{RawClient.Keys($"n{Keys}")}')");

    [Benchmark]
    public void Module() => InShell($"$keys = Get-WhylabsApiKey -OrgId n{Keys}");
}
