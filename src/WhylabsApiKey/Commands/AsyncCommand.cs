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

    private protected T Await<T>(Func<IMessageSink, CancellationToken, Task<T>> start)
    {
        using var messages = new MessageQueue(ShowsDebug());
        Task<T> work = Task.Run(() => start(messages, _stop.Token));
        _ = work.ContinueWith(_ => messages.Complete(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            foreach ((MessageKind kind, string text) in messages.Arriving())
                Write(kind, text);
        }
        catch
        {
            _stop.Cancel();
            ((IAsyncResult)work).AsyncWaitHandle.WaitOne();
            throw;
        }

        try
        {
            return work.GetAwaiter().GetResult();
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
        if (disposing)
            _stop.Dispose();
    }

    private protected bool IsBound(string name) =>
        MyInvocation.BoundParameters.TryGetValue(name, out object? value) && LanguagePrimitives.IsTrue(value);

    private bool ShowsDebug() => MyInvocation.BoundParameters.ContainsKey("Debug")
        ? IsBound("Debug")
        : GetVariableValue("DebugPreference") is not (null or ActionPreference.SilentlyContinue or ActionPreference.Ignore);

    private void Write(MessageKind kind, string text)
    {
        if (kind == MessageKind.Warning)
            WriteWarning(text);

        // With -Debug alone the engine turns every verbose message into a question, which a runbook cannot answer.
        else if (kind == MessageKind.Debug || (IsBound("Debug") && !MyInvocation.BoundParameters.ContainsKey("Verbose")))
            WriteDebug(text);
        else
            WriteVerbose(text);
    }

    private sealed class MessageQueue(bool showsDebug) : IMessageSink, IDisposable
    {
        private readonly BlockingCollection<(MessageKind Kind, string Text)> _messages = [];

        public bool ShowsDebug => showsDebug;

        public void Write(MessageKind kind, string text) => _messages.Add((kind, text));

        public void Complete() => _messages.CompleteAdding();

        public IEnumerable<(MessageKind Kind, string Text)> Arriving() => _messages.GetConsumingEnumerable();

        public void Dispose() => _messages.Dispose();
    }
}
