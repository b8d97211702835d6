using BenchmarkDotNet.Attributes;

namespace WhylabsApiKey.Benchmarks;

/// <summary>A list into a variable, beside raw HttpClient with generated System.Text.Json.</summary>
[MemoryDiagnoser]
public class ListBenchmark : ServiceBenchmark
{
    [Params(10, 12, 1_000, 10_000, 100_000)]
    public int Keys { get; set; }

    [Benchmark(Baseline = true)]
    public async Task Raw() => await RawListAsync($"n{Keys}");

    [Benchmark]
    public void Module() => InShell($"$keys = Get-WhylabsApiKey -OrgId n{Keys}");
}
