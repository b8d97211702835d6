using BenchmarkDotNet.Attributes;

namespace WhylabsApiKey.Benchmarks;

/// <summary>One create, beside raw HttpClient.</summary>
[MemoryDiagnoser]
public class CreateBenchmark : ServiceBenchmark
{
    [Benchmark(Baseline = true)]
    public async Task Raw() => await RawSendAsync(HttpMethod.Post, "l0", "user_id=bob&scopes=%3Auser");

    [Benchmark]
    public void Module() => InShell("$new = New-WhylabsApiKey bob -OrgId l0");
}
