using System.Management.Automation;
using System.Management.Automation.Internal;

namespace WhylabsApiKey.Input;

/// <summary>Removes the wrapper that the engine puts around objects.</summary>
internal static class Unwrapping
{
    /// <summary>The object itself; null for the empty output of a pipeline too.</summary>
    public static object? Unwrap(this object? value) =>
        ReferenceEquals(value, AutomationNull.Value) ? null : value is PSObject wrapped ? wrapped.BaseObject : value;
}
