using System.Management.Automation;
using WhylabsApiKey.Errors;

namespace WhylabsApiKey.Pipeline;

/// <summary>A cmdlet with asynchronous work, all of which has ended when the cmdlet returns, is stopped or fails.</summary>
public abstract class AsyncCommand : PSCmdlet, IDisposable
{
    private const int WaitActivity = 1_463_834;

    private protected AsyncCommand() =>
        Pump = new MessagePump(
            () => new MessageQueue(StreamPreference("Verbose"), StreamPreference("Debug"), ShowsProgress), WriteMessage);

    internal MessagePump Pump { get; }

    /// <summary>The version of the service that the command calls; null where it is not known yet.</summary>
    private protected virtual ServiceVersion? CalledVersion => null;

    /// <summary>Whether a parameter was given, with any value.</summary>
    internal bool IsGiven(string name) => MyInvocation.BoundParameters.ContainsKey(name);

    /// <summary>Whether a switch was given and is on.</summary>
    internal bool IsOn(string name) =>
        MyInvocation.BoundParameters.TryGetValue(name, out object? value) && LanguagePrimitives.IsTrue(value);

    /// <summary>
    /// Whether progress is shown. Only Continue shows progress: any other preference could end the command after a change and lose
    /// its result.
    /// </summary>
    internal bool ShowsProgress => this.PreferenceFor("ProgressAction", "ProgressPreference") == ActionPreference.Continue;

    /// <summary>Whether the engine is stopping the command, such as after Ctrl+C.</summary>
    internal bool IsStopped => Stopping || Pump.Cancellation.IsCancellationRequested;

    /// <summary>
    /// Runs the work on one target. A failure is the error of that target, or ends the command. Messages that
    /// were held for a change are written after its outcome.
    /// </summary>
    internal void ForTarget(object? target, Action action)
    {
        bool hasFailed = true;
        Pump.Messages.OpenScope();
        try
        {
            action();
            hasFailed = false;
        }
        catch (WhylabsApiException e)
        {
            ErrorRecord error = ToErrorRecord(MayEndCommand(e) ? BeforeEnd(e) : e, target);
            if (e.IsTerminating())
                ThrowTerminatingError(error);
            WriteError(error);
            hasFailed = false;
        }
        finally
        {
            Pump.CloseScope(hasFailed);
        }
    }

    /// <summary>Whether an error may end the command: always, or because of -ErrorAction Stop or Inquire.</summary>
    internal bool MayEndCommand(WhylabsApiException error) =>
        error.IsTerminating() || this.PreferenceFor("ErrorAction", "ErrorActionPreference").MayEndCommand();

    /// <summary>Adds the lost output to the message of an error that may end the command.</summary>
    private protected virtual WhylabsApiException BeforeEnd(WhylabsApiException error) => error;

    internal void WriteVerboseMessage(string text)
    {
        if (!Pump.Messages.Shows(MessageKind.Verbose))
            return;
        Pump.Messages.Write(MessageKind.Verbose, text);
        Pump.WriteMessages();
    }

    /// <summary>Writes a warning now. Only for the pipeline thread; other threads use the queue.</summary>
    internal void Warn(string text) => WriteMessage(MessageKind.Warning, text);

    internal ErrorRecord ToErrorRecord(WhylabsApiException error, object? target) =>
        error.ToErrorRecord(target, new FailedCall(((CmdletInfo)MyInvocation.MyCommand).Verb, CalledVersion, IsGiven));

    protected override void StopProcessing() => Pump.Stop();

    public virtual void Dispose()
    {
        Pump.Dispose();
        GC.SuppressFinalize(this);
    }

    private ActionPreference StreamPreference(string stream) =>
        !IsGiven(stream) ? Preferences.Parse(GetVariableValue(stream + "Preference"))
        : IsOn(stream) ? ActionPreference.Continue
        : ActionPreference.SilentlyContinue;

    private void WriteMessage(MessageKind kind, string text)
    {
        // With -Debug alone, the engine prompts for each verbose message and warning, which fails in a non-interactive session. So they
        // are written as debug messages.
        if (kind == MessageKind.Progress)
            WriteWait(text);
        else if (kind == MessageKind.Debug || (kind == MessageKind.Verbose && IsOn("Debug") && !IsGiven("Verbose")))
            WriteDebug(text);
        else if (kind == MessageKind.Verbose)
            WriteVerbose(text);
        else if (IsOn("Debug") && !IsGiven("WarningAction"))
            WriteDebug($"Warning: {text}");
        else
            WriteWarning(text);
    }

    private void WriteWait(string text) => WriteProgress(
        new ProgressRecord(WaitActivity, MyInvocation.MyCommand.Name, text.Length == 0 ? "Done" : text)
        {
            RecordType = text.Length == 0 ? ProgressRecordType.Completed : ProgressRecordType.Processing,
        });
}
