using System.Management.Automation;

namespace WhylabsApiKey.Unit.Tests.Pipeline;

/// <summary>Waiting for work: its messages, its result, its end.</summary>
public class MessagePumpTests
{
    [Theory]
    [InlineData(ActionPreference.Continue)]
    [InlineData(ActionPreference.SilentlyContinue)]
    public void The_result_comes_after_the_messages(ActionPreference verbose)
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
    public void A_failure_is_thrown_as_it_is()
    {
        using MessagePump pump = Silent();
        var failure = new WhylabsApiException(WhylabsErrorId.KeyNotFound, "None.");
        Assert.Same(failure, Assert.Throws<WhylabsApiException>(() => pump.Wait(Task.FromException<int>(failure))));
    }

    [Fact]
    public void Work_that_a_stop_cancels_is_a_stopped_pipeline()
    {
        using MessagePump pump = Silent();
        Task<int> work = EndlessAsync(pump.Cancellation);
        pump.Stop();
        Assert.Throws<PipelineStoppedException>(() => pump.Wait(work));
    }

    [Fact]
    public void Tracked_work_has_ended_when_the_pump_is_disposed()
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
    public void A_message_that_throws_does_not_take_the_place_of_an_error(bool hasFailed)
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
