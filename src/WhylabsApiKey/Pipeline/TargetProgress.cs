using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace WhylabsApiKey.Pipeline;

/// <summary>The progress bar of a command with many targets, shown once their work has taken a second.</summary>
/// <param name="activityId">Two commands of one pipeline may show their bars at the same time.</param>
internal sealed class TargetProgress(AsyncCommand command, int activityId = TargetProgress.KeyActivity)
{
    public const int KeyActivity = 1_463_833;
    public const int ListActivity = 1_463_835;

    private static readonly TimeSpan ShowAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShowEvery = TimeSpan.FromSeconds(0.2);

    private TimeSpan _showNext = ShowAfter;
    private int _done;

    /// <summary>The number of targets so far.</summary>
    public int Known { get; set; }

    /// <summary>The time that the work has taken.</summary>
    public Stopwatch Watch { get; } = new();

    /// <summary>Runs work and counts its time, without the time of confirmations.</summary>
    public T Time<T>(Func<T> work)
    {
        Watch.Start();
        try
        {
            return work();
        }
        finally
        {
            Watch.Stop();
        }
    }

    public void Advance()
    {
        _done++;
        if (Watch.Elapsed < _showNext || !command.ShowsProgress)
            return;
        _showNext = Watch.Elapsed + ShowEvery;
        double rate = _done / Watch.Elapsed.TotalSeconds;
        int remaining = Known - _done;

        // In a pipeline, the number of remaining targets is unknown.
        bool isKnown = !command.MyInvocation.ExpectingInput;
        string status = string.Format(CultureInfo.InvariantCulture, "{0} done, {1:0} a second", _done, rate)
            + (isKnown ? string.Format(CultureInfo.InvariantCulture, ", {0} remaining", remaining) : "");
        var progress = new ProgressRecord(activityId, command.MyInvocation.MyCommand.Name, status);
        if (isKnown)
        {
            progress.PercentComplete = (int)(100L * _done / Known);
            progress.SecondsRemaining = (int)Math.Ceiling(remaining / rate);
        }

        command.WriteProgress(progress);
    }

    public void End()
    {
        if (_showNext > ShowAfter)
        {
            command.WriteProgress(
                new ProgressRecord(activityId, command.MyInvocation.MyCommand.Name, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
