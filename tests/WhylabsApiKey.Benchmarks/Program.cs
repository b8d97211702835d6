using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using WhylabsApiKey.Benchmarks;

// "service" runs the service of the benchmarks. "shell" measures PowerShell processes. Other arguments go to BenchmarkDotNet. Without
// arguments, all benchmarks run, and then the shell measurements.
switch (args)
{
    case ["service"]:
        await CannedService.RunAsync();
        break;
    case ["shell"]:
        await ShellComparison.RunAsync(Console.Out);
        break;
    default:
        IConfig config = DefaultConfig.Instance.AddJob(Job.Default
            .WithToolchain(new InProcessEmitToolchain(TimeSpan.FromMinutes(20), logOutput: false))
            .WithMinIterationTime(TimeInterval.FromMilliseconds(250)).WithUnrollFactor(1).WithWarmupCount(5).WithIterationCount(15));
        BenchmarkSwitcher.FromAssembly(typeof(ListBenchmark).Assembly).Run(args.Length == 0 ? ["--filter", "*"] : args, config);
        if (args.Length == 0)
            await ShellComparison.RunAsync(Console.Out);
        break;
}
