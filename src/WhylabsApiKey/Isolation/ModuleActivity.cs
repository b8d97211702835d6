using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace WhylabsApiKey.Isolation;

/// <summary>
/// Counts the commands, imports and removals of this module in a runspace. A change of the count shows that -Save may have changed
/// keys.
/// </summary>
internal static class ModuleActivity
{
    private static readonly ConditionalWeakTable<Runspace, StrongBox<int>> Counts = new();

    /// <summary>The count of the runspace whose pipeline runs on this thread.</summary>
    public static int Count => Current.Value;

    private static StrongBox<int> Current => Counts.GetValue(Runspace.DefaultRunspace, _ => new StrongBox<int>());

    public static void Record() => Interlocked.Increment(ref Current.Value);
}
