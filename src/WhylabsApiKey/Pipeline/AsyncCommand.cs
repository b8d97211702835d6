using System.Management.Automation;
using WhylabsApiKey.Errors;

namespace WhylabsApiKey.Pipeline;

/// <summary>A cmdlet with asynchronous work. None of it is still running when the cmdlet returns, is stopped or fails.</summary>
public abstract class AsyncCommand : PSCmdlet, IDisposable
{
    private protected AsyncCommand() =>
        Pump = new MessagePump(() => new MessageQueue(StreamPreference("Verbose"), StreamPreference("Debug")), WriteMessage);

    internal MessagePump Pump { get; }

    /// <summary>The version of the service that the command calls; null where it is not known yet.</summary>
    private protected virtual ServiceVersion? CalledVersion => null;

    /// <summary>Whether a parameter was given, with any value.</summary>
    internal bool IsGiven(string name) => MyInvocation.BoundParameters.ContainsKey(name);

    /// <summary>Whether a switch was given and is on.</summary>
    internal bool IsOn(string name) =>
        MyInvocation.BoundParameters.TryGetValue(name, out object? value) && LanguagePrimitives.IsTrue(value);

    /// <summary>
    /// Does all that concerns one target. A failure is reported as that target's error, or ends the command. Messages that
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
            if (e.IsTerminating())
                ThrowTerminatingError(ToErrorRecord(e, target));
            WriteError(ToErrorRecord(e, target));
            hasFailed = false;
        }
        finally
        {
            Pump.CloseScope(hasFailed);
        }
    }

    /// <summary>Whether an error is the last thing that this command does: by its nature, or by -ErrorAction Stop.</summary>
    internal bool EndsCommand(WhylabsApiException error) => error.IsTerminating()
        || ToPreference(IsGiven("ErrorAction") ? MyInvocation.BoundParameters["ErrorAction"] : GetVariableValue("ErrorActionPreference"))
            == ActionPreference.Stop;

    private protected ErrorRecord ToErrorRecord(WhylabsApiException error, object? target) =>
        error.ToErrorRecord(target, new FailedCall(((CmdletInfo)MyInvocation.MyCommand).Verb, CalledVersion, IsGiven));

    internal void WriteVerboseMessage(string text) => WriteMessage(MessageKind.Verbose, text);

    protected override void StopProcessing() => Pump.Stop();

    public virtual void Dispose()
    {
        Pump.Dispose();
        GC.SuppressFinalize(this);
    }

    // A variable may hold the name of a preference as text.
    private static ActionPreference ToPreference(object? value) =>
        LanguagePrimitives.TryConvertTo(value, out ActionPreference preference) ? preference : ActionPreference.SilentlyContinue;

    private ActionPreference StreamPreference(string stream) =>
        !IsGiven(stream) ? ToPreference(GetVariableValue(stream + "Preference"))
        : IsOn(stream) ? ActionPreference.Continue
        : ActionPreference.SilentlyContinue;

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
