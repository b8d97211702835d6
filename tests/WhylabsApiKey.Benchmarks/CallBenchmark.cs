using BenchmarkDotNet.Attributes;

namespace WhylabsApiKey.Benchmarks;

/// <summary>Compares single calls in a script loop with raw HttpClient.</summary>
[MemoryDiagnoser]
public class CallBenchmark : ServiceBenchmark
{
    // So many that the start of the script is negligible.
    private const int Times = 1000;

    [Params("list 10", "list 12", "list 1000", "get", "create")]
    public string Call { get; set; } = "";

    private string RawCall => Call.Split(' ') switch
    {
        ["list", var keys] => $"List('{RawClient.Keys("n" + keys)}')",
        ["get"] => $"Get('{RawClient.Keys("l0")}/k1')",
        _ => $"Send('POST', '{RawClient.Keys("l0")}?user_id=bob&scopes=%3Auser')",
    };

    private string ModuleCall => Call.Split(' ') switch
    {
        ["list", var keys] => $"Get-WhylabsApiKey -OrgId n{keys}",
        ["get"] => "Get-WhylabsApiKey k1 -OrgId l0",
        _ => "New-WhylabsApiKey bob -OrgId l0",
    };

    [Benchmark(Baseline = true, OperationsPerInvoke = Times)]
    public void Raw() => InShell($"foreach ($i in 1..{Times}) {{ $result = [WhylabsApiKey.Benchmarks.RawClient]::{RawCall} }}");

    [Benchmark(OperationsPerInvoke = Times)]
    public void Module() => InShell($"foreach ($i in 1..{Times}) {{ $result = {ModuleCall} }}");
}
