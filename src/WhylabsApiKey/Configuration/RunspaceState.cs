using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace WhylabsApiKey.Configuration;

/// <summary>
/// What the module remembers for one runspace, and so for one caller of a host that serves several: the session, the
/// keys seen, the members of organizations. It is gone with the runspace, and when the module is removed from it.
/// </summary>
internal sealed class RunspaceState
{
    // A host that lends one runspace to many callers clears its variables in between, and so ends a caller's session.
    private const string SessionVariable = "global:WhylabsSession";

    private static readonly ConditionalWeakTable<Runspace, RunspaceState> States = new();
    private WhylabsSession? _session;

    private RunspaceState()
    {
    }

    /// <summary>The state of the runspace whose pipeline runs on this thread.</summary>
    public static RunspaceState Current => States.GetValue(Runspace.DefaultRunspace, _ => new RunspaceState());

    /// <summary>Whether the last connect did not succeed: then nothing may go on with what the environment holds instead.</summary>
    public bool ConnectFailed { get; private set; }

    public SeenKeys Keys { get; } = new();

    public KnownMembers Members { get; } = new();

    public static void Forget() => States.Remove(Runspace.DefaultRunspace);

    public WhylabsSession? Session(SessionState caller) =>
        _session is not null && ReferenceEquals(caller.PSVariable.GetValue(SessionVariable), _session) ? _session : null;

    /// <summary>Ends the session; until another begins, or all is forgotten, no command has one to fall back on.</summary>
    public void BeginConnect(SessionState caller)
    {
        EndSession(caller);
        ConnectFailed = true;
    }

    public void EndSession(SessionState caller)
    {
        _session = null;
        caller.PSVariable.Remove(SessionVariable);
    }

    public void EndConnect(SessionState caller, WhylabsSession session)
    {
        caller.PSVariable.Set(SessionVariable, session);
        _session = session;
        ConnectFailed = false;
    }
}
