using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace WhylabsApiKey.Pipeline;

/// <summary>The progress bar of a command with many targets, shown once their work has taken a second.</summary>
internal sealed class TargetProgress(AsyncCommand command)
{
    private const int ActivityId = 1_463_833;
    private static readonly TimeSpan ShowAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShowEvery = TimeSpan.FromSeconds(0.2);

    private TimeSpan _showNext = ShowAfter;
    private int _done;

    /// <summary>How many targets have come so far.</summary>
    public int Known { get; set; }

    /// <summary>The time that the work has taken.</summary>
    public Stopwatch Watch { get; } = new();

    /// <summary>Does work on one target, and counts its time; the time in which a person thinks about a question does not count.</summary>
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

        // How many targets a pipeline still brings is unknown.
        bool isKnown = !command.MyInvocation.ExpectingInput;
        string status = string.Format(CultureInfo.InvariantCulture, "{0} done, {1:0} a second", _done, rate)
            + (isKnown ? string.Format(CultureInfo.InvariantCulture, ", {0} remaining", remaining) : "");
        var progress = new ProgressRecord(ActivityId, command.MyInvocation.MyCommand.Name, status);
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
                new ProgressRecord(ActivityId, command.MyInvocation.MyCommand.Name, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
