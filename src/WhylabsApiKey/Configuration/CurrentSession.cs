using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace WhylabsApiKey.Configuration;

/// <summary>
/// The session that Connect-Whylabs begins. It is the one that the runspace's variable $WhylabsSession shows: a host that
/// lends a runspace to many callers clears the variables in between, and so ends a caller's session.
/// </summary>
internal static class CurrentSession
{
    private const string Variable = "global:WhylabsSession";

    // Read-only, so that clearing variables by hand leaves it; a host that gives the runspace to another caller takes it, too.
    private const string Mark = "global:WhylabsSessionBegan";

    /// <summary>The session, or null where there is none.</summary>
    /// <param name="isNeeded">Whether something else, which was not asked for, would take the place of a session that is not there.</param>
    /// <exception cref="WhylabsApiException">NotConnected: one was begun, and is needed, and is not there.</exception>
    public static WhylabsSession? Of(SessionState caller, bool isNeeded)
    {
        object? value = Value(caller, Variable);
        if (value is WhylabsSession session)
            return session;
        if (isNeeded && (value is not null || Value(caller, Mark) is StrongBox<bool> { Value: true }))
            throw new WhylabsApiException(WhylabsErrorId.NotConnected, "The last Connect-Whylabs here did not succeed, or its session is gone from $WhylabsSession; nothing else is used in its place.");
        return null;
    }

    /// <summary>Ends the session; until another is set, or all is ended, no command has one to fall back on.</summary>
    public static void Begin(SessionState caller)
    {
        SetMark(caller, true);
        caller.PSVariable.Remove(Variable);
    }

    public static void Set(SessionState caller, WhylabsSession session) => caller.PSVariable.Set(Variable, session);

    public static void End(SessionState caller)
    {
        caller.PSVariable.Remove(Variable);
        SetMark(caller, false);
    }

    private static void SetMark(SessionState caller, bool value)
    {
        if (Value(caller, Mark) is StrongBox<bool> mark)
        {
            mark.Value = value;
        }
        else if (value)
        {
            caller.PSVariable.Set(Mark, new StrongBox<bool>(true));
            caller.PSVariable.Get(Mark).Options = ScopedItemOptions.ReadOnly;
        }
    }

    private static object? Value(SessionState caller, string name) =>
        caller.PSVariable.GetValue(name) is var value && value is PSObject wrapped ? wrapped.BaseObject : value;
}
