using BenchmarkDotNet.Attributes;

namespace WhylabsApiKey.Benchmarks;

/// <summary>Compares 200 revocations by id, which look up the owner, with raw revocations of known owners. The latency is 20 ms.</summary>
[WarmupCount(1)]
[IterationCount(5)]
public class RevokeByIdBenchmark : ServiceBenchmark
{
    private const int Keys = 200;

    [Params(16)]
    public int InFlight { get; set; }

    public override void Open()
    {
        base.Open();
        InShell($"$global:ids = 1..{Keys} | ForEach-Object {{ \"k$_\" }}");
    }

    [Benchmark(Baseline = true)]
    public Task Raw() => Parallel.ForEachAsync(
        Enumerable.Range(1, Keys),
        new ParallelOptions { MaxDegreeOfParallelism = InFlight },
        async (i, _) => await RawClient.SendAsync(HttpMethod.Delete, $"{RawClient.Keys("l20")}?user_id=bob&key_id=k{i}"));

    [Benchmark]
    public void Module() => InShell($"$gone = $ids | Revoke-WhylabsApiKey -OrgId l20 -Force -ThrottleLimit {InFlight}");
}
