using System.Management.Automation;

namespace WhylabsApiKey.Input;

/// <summary>Removes the wrapper that the engine puts around objects.</summary>
internal static class Unwrapping
{
    public static object? Unwrap(this object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
