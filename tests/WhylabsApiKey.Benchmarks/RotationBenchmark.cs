using BenchmarkDotNet.Attributes;

namespace WhylabsApiKey.Benchmarks;

/// <summary>Compares 20 rotations with the three raw requests of each rotation. The latency is 20 ms.</summary>
[WarmupCount(1)]
[IterationCount(5)]
public class RotationBenchmark : ServiceBenchmark
{
    [Params(20)]
    public int Keys { get; set; }

    public override void Open()
    {
        base.Open();
        InShell($"$global:ids = 1..{Keys} | ForEach-Object {{ \"k$_\" }}");
    }

    [Benchmark(Baseline = true)]
    public async Task Raw()
    {
        for (int i = 1; i <= Keys; i++)
        {
            await RawClient.SendAsync(HttpMethod.Post, $"{RawClient.Keys("l20")}?user_id=bob&scopes=%3Auser&alias=alias%20of%20k{i}");
            await RawClient.ValidateAsync();
            await RawClient.SendAsync(HttpMethod.Delete, $"{RawClient.Keys("l20")}?user_id=bob&key_id=k{i}");
        }
    }

    [Benchmark]
    public void Module() => InShell("$new = $ids | Update-WhylabsApiKey -OrgId l20 -Force -Save { } -WarningAction SilentlyContinue");
}
