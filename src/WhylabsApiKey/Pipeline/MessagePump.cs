using System.Management.Automation;

namespace WhylabsApiKey.Pipeline;

/// <summary>
/// Waits for asynchronous work on the pipeline thread, the only thread that may write, and writes the work's messages
/// meanwhile. No work that it tracks is still running when it is disposed.
/// </summary>
internal sealed class MessagePump(Func<MessageQueue> createQueue, Action<MessageKind, string> write) : IDisposable
{
    // About a tenth of a millisecond at most.
    private const int YieldsBeforeSleep = 100;

    // After this time, progress is written as it arrives.
    private static readonly TimeSpan SilentTime = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _inFlight = [];
    private MessageQueue? _messages;

    /// <summary>Created on first use on the pipeline thread, because it reads the preferences of the command.</summary>
    public MessageQueue Messages => _messages ??= createQueue();

    public CancellationToken Cancellation => _stop.Token;

    /// <summary>Waits for work and returns its result. Everything that a command waits for passes here.</summary>
    public T Wait<T>(Task<T> work)
    {
        if (Messages.ShowsMessagesNow || !WaitSilently(work))
        {
            Track(work);
            WaitUntil(() => work.IsCompleted);
        }

        WriteMessages();
        return Result(work);
    }

    /// <summary>The end of the work wakes <see cref="WaitUntil"/>. The command does not end before the work.</summary>
    public void Track(Task work)
    {
        _inFlight.RemoveAll(task => task.IsCompleted);
        _inFlight.Add(work.ContinueWith(
            _ => Messages.Signal(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default));
    }

    /// <summary>Writes messages as they arrive until the condition is true. It is checked whenever tracked work ends.</summary>
    public void WaitUntil(Func<bool> condition)
    {
        WriteMessages();
        while (!condition())
        {
            Messages.Wait();
            WriteMessages();
        }
    }

    public void WriteMessages()
    {
        while (Messages.Next() is var (kind, text))
            write(kind, text);
    }

    /// <summary>Ends a scope, after its outcome was written, and writes the messages that were held.</summary>
    public void CloseScope(bool hasFailed = false)
    {
        Messages.CloseScope(hasFailed);
        try
        {
            WriteMessages();
        }
        catch (RuntimeException) when (hasFailed)
        {
            // The command ends by the error of the scope.
        }
    }

    /// <summary>The result of finished work. Cancelled work throws <see cref="PipelineStoppedException"/>.</summary>
    public T Result<T>(Task<T> finished)
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

    public void Stop()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The command has just ended by itself.
        }
    }

    public void Dispose()
    {
        if (!_inFlight.TrueForAll(task => task.IsCompleted))
        {
            _stop.Cancel();
            Task.WaitAll([.. _inFlight]);
        }

        _stop.Dispose();
        _messages?.Dispose();
    }

    // False when the work takes longer.
    private static bool WaitSilently(Task work)
    {
        // On a fast network the response arrives before a sleeping thread would wake up.
        for (int i = 0; i < YieldsBeforeSleep && !work.IsCompleted; i++)
            Thread.Yield();
        try
        {
            return work.Wait(SilentTime);
        }
        catch (AggregateException)
        {
            // Result() rethrows this exception.
            return true;
        }
    }
}
