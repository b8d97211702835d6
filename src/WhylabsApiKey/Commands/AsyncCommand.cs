using System.Collections.Concurrent;
using System.Management.Automation;

namespace WhylabsApiKey.Commands;

/// <summary>
/// A cmdlet that waits for asynchronous work on the pipeline thread and writes the work's messages from there, the only
/// thread that may. Nothing it started is still running when it returns, is stopped, or is ended by a Write that throws.
/// </summary>
public abstract class AsyncCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _underWay = [];
    private MessageQueue? _messages;

    /// <summary>Starts work on the thread pool; its messages are written whenever the cmdlet waits.</summary>
    private protected Task<T> Begin<T>(Func<IMessageSink, CancellationToken, Task<T>> start)
    {
        MessageQueue messages = _messages ??= new MessageQueue(IsShown("Verbose"), IsShown("Debug"));
        Task<T> work = Task.Run(() => start(messages, _stop.Token));
        _underWay.RemoveAll(task => task.IsCompleted);
        _underWay.Add(work.ContinueWith(
            _ => messages.Wake(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default));
        return work;
    }

    /// <summary>Writes messages as they arrive until something that ends with the work is so.</summary>
    private protected void PumpUntil(Func<bool> isSo)
    {
        try
        {
            while (!isSo())
                Write(_messages!.Next());
            while (_messages?.TryNext() is { } message)
                Write(message);
        }
        catch
        {
            EndAll();
            throw;
        }
    }

    private protected T Await<T>(Task<T> work)
    {
        // With nothing to show meanwhile, the work itself is the shortest thing to wait for.
        if (!_messages!.Shows(MessageKind.Verbose))
            Task.WaitAny(work);
        PumpUntil(() => work.IsCompleted);
        return Result(work);
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

    /// <summary>Writes to the verbose stream what is worth knowing and no warning.</summary>
    private protected void Tell(string text) => Write((MessageKind.Verbose, text));

    private bool IsShown(string stream) => IsGiven(stream)
        ? IsBound(stream)
        : ToPreference(GetVariableValue(stream + "Preference")) is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);

    /// <summary>The value of a preference variable or parameter; a variable may hold it as text.</summary>
    private protected static ActionPreference ToPreference(object? value) =>
        LanguagePrimitives.TryConvertTo(value, out ActionPreference preference) ? preference : ActionPreference.SilentlyContinue;

    private void Write((MessageKind Kind, string? Text) message)
    {
        if (message.Text is null)
            return;
        if (message.Kind == MessageKind.Warning)
            WriteWarning(message.Text);

        // With -Debug alone the engine turns every verbose message into a question, which a runbook cannot answer.
        else if (message.Kind == MessageKind.Debug || (IsBound("Debug") && !IsGiven("Verbose")))
            WriteDebug(message.Text);
        else
            WriteVerbose(message.Text);
    }

    private sealed class MessageQueue(bool showsVerbose, bool showsDebug) : IMessageSink, IDisposable
    {
        private readonly BlockingCollection<(MessageKind Kind, string? Text)> _messages = [];

        // Verbose messages are shown as debug messages when only those are, see above.
        public bool Shows(MessageKind kind) => kind == MessageKind.Warning || showsDebug || (kind == MessageKind.Verbose && showsVerbose);

        public void Write(MessageKind kind, string text) => _messages.Add((kind, text));

        /// <summary>A message without a text, so that whoever waits looks again.</summary>
        public void Wake() => _messages.Add(default);

        public (MessageKind Kind, string? Text) Next() => _messages.Take();

        public (MessageKind Kind, string? Text)? TryNext() => _messages.TryTake(out (MessageKind, string?) message) ? message : null;

        public void Dispose() => _messages.Dispose();
    }
}
