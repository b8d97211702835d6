using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace WhylabsApiKey.Unit.Tests.Pipeline;

/// <summary>Tests the order in which the results of concurrent work are written.</summary>
public class OrderedWindowTests
{
    private static readonly WhylabsApiException NotFound = new(WhylabsErrorId.KeyNotFound, "None.");

    [Fact]
    public async Task Results_are_written_in_the_order_of_the_targets()
    {
        TaskCompletionSource<string?>[] work = [new(), new(), new()];
        using var shell = Shell(10, [.. work.Select(source => source.Task)]);
        Task<PSDataCollection<PSObject>> run = shell.InvokeAsync();
        foreach (int i in (int[])[2, 1, 0])
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            work[i].SetResult($"result {i}");
        }

        Assert.Equal(["result 0", "result 1", "result 2"], (await run).Select(result => result.ToString()));
    }

    [Fact]
    public async Task Full_window_waits_for_its_first_target()
    {
        TaskCompletionSource<string?>[] work = [new(), new(), new()];
        using var shell = Shell(1, [.. work.Select(source => source.Task)]);
        Task<PSDataCollection<PSObject>> run = shell.InvokeAsync();
        work[1].SetResult("second");
        work[2].SetResult("third");
        while (shell.Streams.Information.Count == 0)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Equal(["0"], shell.Streams.Information.Select(record => record.ToString()));
        work[0].SetResult("first");
        Assert.Equal(["first", "second", "third"], (await run).Select(result => result.ToString()));
        Assert.Equal(["0", "1", "2"], shell.Streams.Information.Select(record => record.ToString()));
    }

    [Fact]
    public void Skipped_target_and_error_do_not_affect_other_targets()
    {
        Task<string?>[] work = [Done("a"), Done(null), Task.FromException<string?>(NotFound), Done("d")];
        using var shell = Shell(4, work);
        Assert.Equal(["a", "d"], shell.Invoke().Select(result => result.ToString()));
        Assert.Equal("2", Assert.Single(shell.Streams.Error).TargetObject);
    }

    [Fact]
    public void Finished_results_are_written_before_a_terminating_error()
    {
        var first = new TaskCompletionSource<string?>();
        using var shell = Shell(4, [first.Task, Done("b"), Done("c")]);
        shell.AddParameter("ErrorAction", "Stop");
        WhenAdding(shell, 2, () => first.SetException(NotFound));
        var results = new PSDataCollection<PSObject>();
        Assert.Equal("None.", Assert.Throws<ActionPreferenceStopException>(() => shell.Invoke(null, results)).ErrorRecord.ToString());
        Assert.Equal(["b", "c"], results.Select(result => result.ToString()));
    }

    [Fact]
    public void Unexpected_exception_ends_the_command_immediately()
    {
        var first = new TaskCompletionSource<string?>();
        using var shell = Shell(4, [first.Task, Task.FromException<string?>(new InvalidOperationException("a mistake"))]);
        WhenAdding(shell, 1, () => first.SetResult("first"));
        var results = new PSDataCollection<PSObject>();
        Assert.Equal("a mistake", Assert.Throws<CmdletInvocationException>(() => shell.Invoke(null, results)).Message);
        Assert.Empty(results);
    }

    private static void WhenAdding(PowerShell shell, int target, Action action) => shell.Streams.Information.DataAdded += (_, added) =>
    {
        if (added.Index == target)
            action();
    };

    private static Task<string?> Done(string? result) => Task.FromResult(result);

    private static PowerShell Shell(int limit, Task<string?>[] work)
    {
        var state = InitialSessionState.Create();
        state.Commands.Add(new SessionStateCmdletEntry("Test-Window", typeof(TestWindowCommand), helpFileName: null));
        return PowerShell.Create(state).AddCommand("Test-Window").AddParameter("Limit", limit).AddParameter("Work", work);
    }
}
