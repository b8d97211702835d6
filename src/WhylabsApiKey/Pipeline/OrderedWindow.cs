namespace WhylabsApiKey.Pipeline;

/// <summary>
/// Work on many targets that overlaps: never more than the limit is in flight, and results and errors are written in the
/// order of the targets. A full window holds back the command before this one in the pipeline.
/// </summary>
internal sealed class OrderedWindow<T>
    where T : class
{
    /// <summary>More requests at a time would only wait for a connection.</summary>
    public const int MaximumLimit = 64;

    // At most this many finished results per slot wait behind a slow one.
    private const int ResultsPerSlot = 4;

    private readonly Queue<(string Target, Task<T?> Work)> _window = new();
    private readonly AsyncCommand _command;
    private readonly int _limit;
    private readonly Action<T> _write;
    private readonly TargetProgress _progress;

    /// <summary>Opens a window, which is to be completed; until then messages are held from the first change on.</summary>
    public OrderedWindow(AsyncCommand command, int limit, Action<T> write)
    {
        (_command, _limit, _write, _progress) = (command, limit, write, new TargetProgress(command));
        _command.Pump.OpenScope();
    }

    /// <summary>Announces targets, for the progress.</summary>
    public void Expect(int targets) => _progress.Known += targets;

    /// <summary>Adds work that has begun, and waits while the window is full. Work that is to be skipped has the result null.</summary>
    public void Add(string target, Task<T?> work)
    {
        // Only errors of the service wait for their turn.
        if (work.IsFaulted && work.Exception!.InnerException is not WhylabsApiException)
            _command.Pump.Result(work);
        if (work.Status == TaskStatus.RanToCompletion && work.Result is null)
        {
            _progress.Known--;
        }
        else
        {
            _command.Pump.Track(work);
            _window.Enqueue((target, work));
        }

        WriteUntil(() => InFlight() < _limit && _window.Count < ResultsPerSlot * _limit);
    }

    /// <summary>Waits for all that is in flight, and writes what is left.</summary>
    public void Complete()
    {
        WriteUntil(() => _window.Count == 0);
        _progress.End();
        _command.Pump.CloseScope();
    }

    private int InFlight() => _window.Count(item => !item.Work.IsCompleted);

    private void WriteUntil(Func<bool> isEnough)
    {
        _progress.Resume();
        WriteFinished();
        while (!isEnough())
        {
            _command.Pump.WaitUntil(() => _window.Peek().Work.IsCompleted || isEnough());
            WriteFinished();
        }

        _progress.Pause();
    }

    private void WriteFinished()
    {
        while (_window.Count > 0 && _window.Peek().Work.IsCompleted)
        {
            _command.Pump.WriteMessages();
            (string target, Task<T?> work) = _window.Dequeue();
            if (work.Exception?.InnerException is WhylabsApiException error && _command.EndsCommand(error))
                WriteRest();
            _command.ForTarget(target, () => _write(_command.Pump.Result(work)!));
            _progress.Advance();
        }
    }

    // The error that comes next ends the command, and changes behind it must not go unreported.
    private void WriteRest()
    {
        _command.Pump.WaitUntil(() => InFlight() == 0);
        _progress.End();
        foreach ((_, Task<T?> work) in _window.Where(item => item.Work.Status == TaskStatus.RanToCompletion))
            _write(work.Result!);
        _window.Clear();
    }
}
