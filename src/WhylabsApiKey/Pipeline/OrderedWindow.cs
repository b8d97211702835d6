namespace WhylabsApiKey.Pipeline;

/// <summary>
/// Limits the number of requests in flight, and writes results and errors in the order of the targets. While the window is full, the
/// previous command in the pipeline waits.
/// </summary>
internal sealed class OrderedWindow<T>
    where T : class
{
    // At most this many finished results per slot wait behind a slow one.
    private const int ResultsPerSlot = 4;

    private readonly Queue<(string Target, Task<T?> Work)> _window = new();
    private readonly AsyncCommand _command;
    private readonly int _limit;
    private readonly Action<T> _write;
    private readonly TargetProgress _progress;

    /// <summary>Opens a window. From the first change until <see cref="Complete"/>, messages are held.</summary>
    public OrderedWindow(AsyncCommand command, int limit, Action<T> write)
    {
        (_command, _write, _progress) = (command, write, new TargetProgress(command));
        Pump.Messages.OpenScope();

        // If a message can end the command, only one change is in flight, and its outcome is written before the next begins.
        _limit = Pump.Messages.MayEndCommand ? 1 : limit;
    }

    private MessagePump Pump => _command.Pump;

    /// <summary>Announces targets, for the progress.</summary>
    public void Expect(int targets) => _progress.Known += targets;

    /// <summary>Adds work that has begun, and waits while the window is full. Work of a skipped target has the result null.</summary>
    public void Add(string target, Task<T?> work)
    {
        // Any other exception ends the command, so it is rethrown at once and not in the order of the targets.
        if (work.IsFaulted && work.Exception!.InnerException is not WhylabsApiException)
            Pump.Result(work);
        if (work.Status == TaskStatus.RanToCompletion && work.Result is null)
        {
            _progress.Known--;
            return;
        }

        Pump.Track(work);
        _window.Enqueue((target, work));
        WriteUntil(() => InFlight() < _limit && _window.Count < ResultsPerSlot * _limit);
    }

    /// <summary>Writes all outcomes, and then the messages that were held.</summary>
    public void Flush()
    {
        WriteUntil(() => _window.Count == 0);
        Pump.CloseScope();
        Pump.Messages.OpenScope();
    }

    /// <summary>Waits for all that is in flight, and writes what is left.</summary>
    public void Complete()
    {
        WriteUntil(() => _window.Count == 0);
        _progress.End();
        Pump.CloseScope();
    }

    private int InFlight()
    {
        int inFlight = 0;
        foreach ((_, Task<T?> work) in _window)
            inFlight += work.IsCompleted ? 0 : 1;
        return inFlight;
    }

    // The time of confirmations does not count.
    private void WriteUntil(Func<bool> isEnough)
    {
        _progress.Watch.Start();
        WriteFinished();
        while (!isEnough())
        {
            Pump.WaitUntil(() => _window.Peek().Work.IsCompleted || isEnough());
            WriteFinished();
        }

        _progress.Watch.Stop();
    }

    private void WriteFinished()
    {
        while (_window.Count > 0 && _window.Peek().Work.IsCompleted)
        {
            Pump.WriteMessages();
            (string target, Task<T?> work) = _window.Dequeue();
            if (work.Exception?.InnerException is WhylabsApiException error && _command.MayEndCommand(error))
                WriteRest();
            _command.ForTarget(target, () => _write(Pump.Result(work)!));
            _progress.Advance();
        }
    }

    // The next error may end the command. All changes behind it are reported first.
    private void WriteRest()
    {
        Pump.WaitUntil(() => InFlight() == 0);
        _progress.End();
        (string Target, Task<T?> Work)[] rest = [.. _window];
        _window.Clear();
        foreach ((string target, Task<T?> work) in rest)
        {
            if (work.Status == TaskStatus.RanToCompletion)
                _write(work.Result!);
            else
                _window.Enqueue((target, work));
        }
    }
}
