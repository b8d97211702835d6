using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace WhylabsApiKey.Configuration;

/// <summary>
/// What the module remembers for one runspace, and so for one caller of a host that serves several: the keys seen. It is
/// gone with the runspace, and when the module is removed from it.
/// </summary>
internal sealed class RunspaceState
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceState> States = new();

    private RunspaceState()
    {
    }

    /// <summary>The state of the runspace whose pipeline runs on this thread.</summary>
    public static RunspaceState Current => States.GetValue(Runspace.DefaultRunspace, _ => new RunspaceState());

    public SeenKeys Keys { get; } = new();

    public static void Forget() => States.Remove(Runspace.DefaultRunspace);
}
