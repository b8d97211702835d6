using System.Management.Automation;
using WhylabsApiKey.Errors;

namespace WhylabsApiKey.Pipeline;

/// <summary>A cmdlet with asynchronous work. None of it is still running when the cmdlet returns, is stopped or fails.</summary>
public abstract class AsyncCommand : PSCmdlet, IDisposable
{
    private protected AsyncCommand() => Pump = new MessagePump(CreateQueue, WriteMessage);

    internal MessagePump Pump { get; }

    /// <summary>Whether a parameter was given, with any value.</summary>
    internal bool IsGiven(string name) => MyInvocation.BoundParameters.ContainsKey(name);

    /// <summary>Whether a switch was given and is on.</summary>
    internal bool IsOn(string name) =>
        MyInvocation.BoundParameters.TryGetValue(name, out object? value) && LanguagePrimitives.IsTrue(value);

    /// <summary>
    /// Does all that concerns one target. A failure is reported as that target's error, or ends the command; messages that
    /// were held for a change are written after its outcome.
    /// </summary>
    internal void ForTarget(object? target, Action action)
    {
        Pump.OpenScope();
        try
        {
            ReportFailure(target, action);
        }
        catch
        {
            Pump.FailScope();
            throw;
        }

        Pump.CloseScope();
    }

    /// <summary>Whether an error is the last thing that this command does: by its nature, or by -ErrorAction Stop.</summary>
    internal bool EndsCommand(WhylabsApiException error) => error.IsTerminating()
        || Preference("ErrorAction", "ErrorActionPreference") == ActionPreference.Stop;

    internal void WriteVerboseMessage(string text) => WriteMessage(MessageKind.Verbose, text);

    protected override void StopProcessing() => Pump.Stop();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            Pump.Dispose();
    }

    private void ReportFailure(object? target, Action action)
    {
        try
        {
            action();
        }
        catch (WhylabsApiException e)
        {
            if (e.IsTerminating())
                ThrowTerminatingError(e.ToErrorRecord(target));
            WriteError(e.ToErrorRecord(target));
        }
    }

    private MessageQueue CreateQueue() => new(StreamPreference("Verbose"), StreamPreference("Debug"));

    private ActionPreference StreamPreference(string stream) =>
        !IsGiven(stream) ? Preference(parameter: null, stream + "Preference")
        : IsOn(stream) ? ActionPreference.Continue
        : ActionPreference.SilentlyContinue;

    // Either may hold the name of a preference as text.
    private ActionPreference Preference(string? parameter, string variable)
    {
        object? value = parameter is not null && IsGiven(parameter) ? MyInvocation.BoundParameters[parameter] : GetVariableValue(variable);
        return LanguagePrimitives.TryConvertTo(value, out ActionPreference preference) ? preference : ActionPreference.SilentlyContinue;
    }

    private void WriteMessage(MessageKind kind, string text)
    {
        // With -Debug alone the engine asks about every verbose message, which fails in a non-interactive session.
        if (kind == MessageKind.Warning)
            WriteWarning(text);
        else if (kind == MessageKind.Debug || (IsOn("Debug") && !IsGiven("Verbose")))
            WriteDebug(text);
        else
            WriteVerbose(text);
    }
}
