using System.Management.Automation;

namespace WhylabsApiKey.Unit.Tests.Pipeline;

/// <summary>Tests messages, results and cancellation while a cmdlet waits for its work.</summary>
public class MessagePumpTests
{
    [Theory]
    [InlineData(ActionPreference.Continue)]
    [InlineData(ActionPreference.SilentlyContinue)]
    public void Result_follows_all_messages(ActionPreference verbose)
    {
        var written = new List<string>();
        using var pump = new MessagePump(
            () => new MessageQueue(verbose, ActionPreference.SilentlyContinue), (_, text) => written.Add(text));
        MessageQueue messages = pump.Messages;
        int thread = Environment.CurrentManagedThreadId;
        Assert.Equal(7, pump.Wait(WorkAsync()));
        Assert.Equal(["before", "after", "warning"], written);
        Assert.Equal(thread, Environment.CurrentManagedThreadId);

        async Task<int> WorkAsync()
        {
            messages.Write(MessageKind.Verbose, "before");
            await Task.Delay(20, TestContext.Current.CancellationToken);
            messages.Write(MessageKind.Verbose, "after");
            messages.Write(MessageKind.Warning, "warning");
            return 7;
        }
    }

    [Fact]
    public void Failure_is_rethrown_unchanged()
    {
        using MessagePump pump = Silent();
        var failure = new WhylabsApiException(WhylabsErrorId.KeyNotFound, "None.");
        Assert.Same(failure, Assert.Throws<WhylabsApiException>(() => pump.Wait(Task.FromException<int>(failure))));
    }

    [Fact]
    public void Stop_cancels_the_work_and_throws_PipelineStoppedException()
    {
        using MessagePump pump = Silent();
        Task<int> work = EndlessAsync(pump.Cancellation);
        pump.Stop();
        Assert.Throws<PipelineStoppedException>(() => pump.Wait(work));
    }

    [Fact]
    public void Dispose_waits_for_the_tracked_work()
    {
        MessagePump pump = Silent();
        Task<int> work = EndlessAsync(pump.Cancellation);
        pump.Track(work);
        Assert.False(work.IsCompleted);
        pump.Dispose();
        Assert.True(work.IsCanceled);
        pump.Stop();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Message_that_throws_does_not_replace_an_error(bool hasFailed)
    {
        using var pump = new MessagePump(
            () => new MessageQueue(ActionPreference.Stop, ActionPreference.SilentlyContinue),
            (_, _) => throw new ActionPreferenceStopException());
        pump.Messages.OpenScope();
        pump.Messages.Hold();
        pump.Messages.Write(MessageKind.Verbose, "ends the command");
        pump.WriteMessages();
        Assert.Equal(hasFailed, Record.Exception(() => pump.CloseScope(hasFailed)) is null);
    }

    private static MessagePump Silent() =>
        new(() => new MessageQueue(ActionPreference.SilentlyContinue, ActionPreference.SilentlyContinue), (_, _) => { });

    private static async Task<int> EndlessAsync(CancellationToken cancellation)
    {
        await Task.Delay(Timeout.Infinite, cancellation);
        return 0;
    }
}
