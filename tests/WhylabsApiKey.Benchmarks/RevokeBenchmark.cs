using BenchmarkDotNet.Attributes;

namespace WhylabsApiKey.Benchmarks;

/// <summary>Compares 200 concurrent revocations with raw HttpClient in Parallel.ForEachAsync.</summary>
[WarmupCount(1)]
[IterationCount(5)]
public class RevokeBenchmark : ServiceBenchmark
{
    private const int Keys = 200;

    [Params(0, 20, 100)]
    public int LatencyMs { get; set; }

    [Params(1, 8, 16, 32)]
    public int InFlight { get; set; }

    public override void Open()
    {
        base.Open();
        InShell(
            $"$global:rows = 1..{Keys} | ForEach-Object {{ " +
            $"[pscustomobject]@{{ KeyId = \"k$_\"; UserId = 'bob'; OrgId = 'l{LatencyMs}' }} }}");
    }

    [Benchmark(Baseline = true)]
    public Task Raw() => Parallel.ForEachAsync(
        Enumerable.Range(1, Keys),
        new ParallelOptions { MaxDegreeOfParallelism = InFlight },
        async (i, _) => await RawClient.SendAsync(HttpMethod.Delete, $"{RawClient.Keys($"l{LatencyMs}")}?user_id=bob&key_id=k{i}"));

    [Benchmark]
    public void Module() => InShell($"$gone = $rows | Revoke-WhylabsApiKey -Force -ThrottleLimit {InFlight}");
}
