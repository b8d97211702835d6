using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace WhylabsApiKey.Configuration;

/// <summary>
/// What the module remembers for one runspace, and so for one caller of a host that serves several: the session, the
/// keys seen, the members of organizations. It is gone with the runspace.
/// </summary>
internal sealed class RunspaceState
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceState> States = new();

    private RunspaceState()
    {
    }

    /// <summary>The state of the runspace whose pipeline runs on this thread.</summary>
    public static RunspaceState Current => States.GetValue(Runspace.DefaultRunspace, _ => new RunspaceState());

    public static void Forget() => States.Remove(Runspace.DefaultRunspace);

    public WhylabsSession? Session { get; set; }

    public SeenKeys Keys { get; } = new();

    /// <summary>The members of organizations, by endpoint and organization.</summary>
    public Dictionary<(Uri Endpoint, string OrgId), IReadOnlyList<OrganizationMember>> Members { get; } = [];
}
