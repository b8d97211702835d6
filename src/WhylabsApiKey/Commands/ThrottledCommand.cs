using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace WhylabsApiKey.Commands;

/// <summary>
/// A cmdlet with one request per target that may overlap them: never more than the limit are under way, and results and
/// errors are written in the order of the targets. A full window holds back the command before this one in the pipeline.
/// </summary>
public abstract class ThrottledCommand : ConnectionCommand
{
    private const int MostLimit = 64;
    private const int ProgressId = 1_463_833;

    // A slow answer at the head of the window keeps back so many finished ones behind it, as a multiple of the limit.
    private const int WindowPerLimit = 4;
    private static readonly TimeSpan ProgressAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(0.2);

    private readonly Queue<(string Target, Task<ApiKey> Work)> _window = new();
    private readonly Stopwatch _watch = new();
    private TimeSpan _nextProgress = ProgressAfter;
    private int _known;
    private int _written;

    [Parameter]
    [ValidateRange(1, MostLimit)]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary>
    /// Begins the work on several targets, each of which is to be asked about before: the function runs in its turn, on
    /// the pipeline thread, and returns the work, or null when there is to be none. What it throws is that target's error.
    /// </summary>
    private protected void InTurn(string[] targets, Func<string, Task<ApiKey>?> begin)
    {
        _known += targets.Length;
        foreach (string target in targets)
        {
            // The time in which a person thinks is not the work's.
            _watch.Stop();
            try
            {
                if (begin(target) is { } work)
                    _window.Enqueue((target, work));
                else
                    _known--;
            }
            catch (WhylabsApiException e)
            {
                _window.Enqueue((target, Task.FromException<ApiKey>(e)));
            }

            _watch.Start();
            MessagesAfterError(() => WriteUntil(() => UnderWay() < ThrottleLimit && _window.Count < WindowPerLimit * ThrottleLimit));
        }
    }

    protected override void EndProcessing()
    {
        OutcomeFirst(() =>
        {
            WriteUntil(() => _window.Count == 0);
            EndProgress();
        });
    }

    private int UnderWay() => _window.Count(item => !item.Work.IsCompleted);

    private void WriteUntil(Func<bool> isEnough)
    {
        WriteFinished();
        while (!isEnough())
        {
            PumpOutcomesUntil(() => _window.Peek().Work.IsCompleted || isEnough());
            WriteFinished();
        }
    }

    private void WriteFinished()
    {
        while (_window.Count > 0 && _window.Peek().Work.IsCompleted)
        {
            // Work that was finished before anybody waited for it has left its messages.
            PumpOutcomesUntil(() => true);
            (string target, Task<ApiKey> work) = _window.Dequeue();
            if (work.Exception?.InnerException is WhylabsApiException error && EndsPipeline(error))
                WriteWhatIsUnderWay();
            ForTarget(target, () => Emit(Result(work)));
            _written++;
            ShowProgress();
        }
    }

    // What is revoked must not go unreported because another key's error comes first.
    private void WriteWhatIsUnderWay()
    {
        PumpOutcomesUntil(() => UnderWay() == 0);
        EndProgress();
        foreach ((string _, Task<ApiKey> work) in _window.Where(item => item.Work.Status == TaskStatus.RanToCompletion))
            Emit(work.Result);
        _window.Clear();
    }

    private void ShowProgress()
    {
        if (_watch.Elapsed < _nextProgress)
            return;
        _nextProgress = _watch.Elapsed + ProgressEvery;
        double rate = _written / _watch.Elapsed.TotalSeconds;
        int remaining = _known - _written;
        var progress = new ProgressRecord(ProgressId, MyInvocation.MyCommand.Name, string.Format(
            CultureInfo.InvariantCulture, "{0} done, {1:0} a second, {2} remaining", _written, rate, remaining));

        // How many a pipeline has still to come, nobody knows.
        if (!MyInvocation.ExpectingInput)
        {
            progress.PercentComplete = (int)(100L * _written / _known);
            progress.SecondsRemaining = (int)Math.Ceiling(remaining / rate);
        }

        WriteProgress(progress);
    }

    private void EndProgress()
    {
        if (_nextProgress > ProgressAfter)
            WriteProgress(new ProgressRecord(ProgressId, MyInvocation.MyCommand.Name, "Done") { RecordType = ProgressRecordType.Completed });
    }
}
