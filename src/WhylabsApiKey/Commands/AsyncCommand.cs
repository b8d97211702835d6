using System.Management.Automation;

namespace WhylabsApiKey.Commands;

/// <summary>
/// A cmdlet that waits for asynchronous work on the pipeline thread and writes the work's messages from there, the only
/// thread that may. Nothing it started is still running when it returns, is stopped, or is ended by a Write that throws.
/// </summary>
public abstract class AsyncCommand : PSCmdlet, IDisposable
{
    // About a tenth of a millisecond at most.
    private const int YieldsBeforeSleep = 100;

    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _underWay = [];
    private MessageQueue? _messages;

    private MessageQueue Messages => _messages ??= new MessageQueue(Preference("Verbose"), Preference("Debug"));

    /// <summary>
    /// Starts work; its messages are written whenever the cmdlet waits. Up to its own first wait it runs on this thread: a
    /// small call is spared a change of threads.
    /// </summary>
    private protected Task<T> Begin<T>(Func<IMessageSink, CancellationToken, Task<T>> start)
    {
        Task<T> work = start(Messages, _stop.Token);
        _underWay.RemoveAll(task => task.IsCompleted);
        _underWay.Add(work.ContinueWith(
            _ => Messages.Wake(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default));
        return work;
    }

    /// <summary>Starts work, writes its messages until it is done, and returns its result.</summary>
    private protected T Await<T>(Func<IMessageSink, CancellationToken, Task<T>> start)
    {
        Task<T> work = Finish(start, Messages.Shows(MessageKind.Verbose));
        WriteMessages();
        return Result(work);
    }

    /// <summary>
    /// The same for a change, whose outcome must not be lost to a message that ends the command, as a warning does under
    /// -WarningAction Stop: those that may are left for <see cref="OutcomeFirst"/>.
    /// </summary>
    private protected T AwaitOutcome<T>(Func<IMessageSink, CancellationToken, Task<T>> start) =>
        Result(Finish(start, Messages.Shows(MessageKind.Verbose) && !Messages.MayEndCommand));

    private Task<T> Finish<T>(Func<IMessageSink, CancellationToken, Task<T>> start, bool writesMeanwhile)
    {
        if (writesMeanwhile)
        {
            Task<T> work = Begin(start);
            PumpUntil(() => work.IsCompleted);
            return work;
        }

        // With nothing to show meanwhile, the work itself is the shortest thing to wait for.
        Task<T> silent = start(Messages, _stop.Token);
        WaitFor(silent);
        return silent;
    }

    /// <summary>Writes the messages that are left once an action has told the outcome of its changes.</summary>
    private protected void OutcomeFirst(Action action)
    {
        MessagesAfterError(action);
        WriteMessages();
    }

    /// <summary>Writes the messages that are left when an action is ended by an error, which comes first and says more.</summary>
    private protected void MessagesAfterError(Action action)
    {
        try
        {
            action();
        }
        catch
        {
            try
            {
                WriteMessages();
            }
            catch (RuntimeException)
            {
                // The command ends by the error that is on its way.
            }

            throw;
        }
    }

    /// <summary>Writes what messages there are, and at last the warnings.</summary>
    private protected void WriteMessages()
    {
        PumpUntil(() => true);
        while (Messages.TryNextWarning() is { } warning)
            WriteWarning(warning);
    }

    /// <summary>Writes verbose and debug messages as they arrive until something that ends with the work is so.</summary>
    private protected void PumpUntil(Func<bool> isSo)
    {
        while (!isSo())
            Write(Messages.Next());
        while (Messages.TryNext() is { } message)
            Write(message);
    }

    /// <summary>The same while changes are under way: messages that may end the command are held until <see cref="WriteMessages"/>.</summary>
    private protected void PumpOutcomesUntil(Func<bool> isSo)
    {
        if (Messages.MayEndCommand)
        {
            while (!isSo())
                Messages.HoldNext();
        }
        else
        {
            PumpUntil(isSo);
        }
    }

    private static void WaitFor(Task work)
    {
        // An answer from nearby is here before a thread that fell asleep would be awake again.
        for (int i = 0; i < YieldsBeforeSleep && !work.IsCompleted; i++)
            Thread.Yield();
        try
        {
            work.Wait();
        }
        catch (AggregateException)
        {
            // Whoever takes the result is told.
        }
    }

    /// <summary>The result of finished work; work that was cancelled is a pipeline that was stopped.</summary>
    private protected T Result<T>(Task<T> finished)
    {
        try
        {
            return finished.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    protected override void StopProcessing()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The command ended by itself in this moment.
        }
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        EndAll();
        _stop.Dispose();
        _messages?.Dispose();
    }

    /// <summary>Whether a parameter was given, with any value.</summary>
    internal bool IsGiven(string name) => MyInvocation.BoundParameters.ContainsKey(name);

    /// <summary>Whether a switch was given and is on.</summary>
    internal bool IsBound(string name) =>
        MyInvocation.BoundParameters.TryGetValue(name, out object? value) && LanguagePrimitives.IsTrue(value);

    private void EndAll()
    {
        if (_underWay.TrueForAll(task => task.IsCompleted))
            return;
        _stop.Cancel();
        Task.WaitAll([.. _underWay]);
    }

    /// <summary>Leaves a warning for when the outcome has been told.</summary>
    private protected void WarnAfterwards(string text) => Messages.Write(MessageKind.Warning, text);

    /// <summary>Writes to the verbose stream what is worth knowing and no warning.</summary>
    private protected void Tell(string text) => Write((MessageKind.Verbose, text));

    private ActionPreference Preference(string stream) => IsGiven(stream)
        ? IsBound(stream) ? ActionPreference.Continue : ActionPreference.SilentlyContinue
        : ToPreference(GetVariableValue(stream + "Preference"));

    /// <summary>The value of a preference variable or parameter; a variable may hold it as text.</summary>
    private protected static ActionPreference ToPreference(object? value) =>
        LanguagePrimitives.TryConvertTo(value, out ActionPreference preference) ? preference : ActionPreference.SilentlyContinue;

    private void Write((MessageKind Kind, string? Text) message)
    {
        if (message.Text is null)
            return;

        // With -Debug alone the engine turns every verbose message into a question, which a runbook cannot answer.
        if (message.Kind == MessageKind.Debug || (IsBound("Debug") && !IsGiven("Verbose")))
            WriteDebug(message.Text);
        else
            WriteVerbose(message.Text);
    }
}
