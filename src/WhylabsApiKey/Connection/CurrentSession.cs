using System.Management.Automation;
using WhylabsApiKey.Input;

namespace WhylabsApiKey.Connection;

/// <summary>
/// Holds the session in the runspace variable $WhylabsSession. A successful Connect-Whylabs sets the session. A failed one ends the
/// session, even if the engine refused an argument. A reset of the runspace ends the session too; a RunspacePool does not reset its
/// runspaces.
/// </summary>
internal static class CurrentSession
{
    private const string Variable = "global:WhylabsSession";

    // Read-only, so that Remove-Variable keeps it. A host that resets the runspace removes it.
    private const string Mark = "global:WhylabsSessionBegan";

    /// <summary>The session, or null where there is none.</summary>
    /// <param name="isNeeded">Whether the command would use environment variables if the session is gone.</param>
    /// <exception cref="WhylabsApiException">NotConnected: the session is needed, but gone.</exception>
    public static WhylabsSession? Of(SessionState caller, bool isNeeded)
    {
        object? value = Value(caller, Variable);
        if (value is WhylabsSession session)
            return session;
        if (isNeeded && (value is not null || Value(caller, Mark) is SessionMark { IsOn: true }))
        {
            throw new WhylabsApiException(
                WhylabsErrorId.NotConnected,
                "You are not connected: the last Connect-Whylabs failed, or its session is gone from $WhylabsSession.");
        }

        return null;
    }

    public static void Set(SessionState caller, WhylabsSession session)
    {
        SetMark(caller, true);
        caller.PSVariable.Set(Variable, session);
    }

    /// <summary>Ends the session; until the next one, or Disconnect-Whylabs, commands that need one fail.</summary>
    public static void Invalidate(SessionState caller)
    {
        SetMark(caller, true);
        caller.PSVariable.Remove(Variable);
    }

    /// <summary>Ends the session, and returns it; commands use environment variables again.</summary>
    public static WhylabsSession? End(SessionState caller)
    {
        var session = Value(caller, Variable) as WhylabsSession;
        caller.PSVariable.Remove(Variable);
        SetMark(caller, false);
        return session;
    }

    private static void SetMark(SessionState caller, bool value)
    {
        if (Value(caller, Mark) is SessionMark mark)
        {
            mark.IsOn = value;
        }
        else if (value)
        {
            caller.PSVariable.Set(Mark, new SessionMark { IsOn = true });
            caller.PSVariable.Get(Mark).Options = ScopedItemOptions.ReadOnly;
        }
    }

    /// <summary>Whether commands need a session. Get-Variable shows the text.</summary>
    private sealed class SessionMark
    {
        public bool IsOn { get; set; }

        public override string ToString() => IsOn
            ? "Commands of WhylabsApiKey need a session until Disconnect-Whylabs runs."
            : "Commands of WhylabsApiKey use environment variables until Connect-Whylabs runs.";
    }

    private static object? Value(SessionState caller, string name) => caller.PSVariable.GetValue(name).Unwrap();
}
