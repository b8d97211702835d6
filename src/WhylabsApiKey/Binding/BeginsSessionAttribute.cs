using System.Management.Automation;
using WhylabsApiKey.Configuration;

namespace WhylabsApiKey.Binding;

/// <summary>
/// Ends the session before this one as soon as a parameter of Connect-Whylabs is bound: where the binder refuses it, or
/// another one, the command does not run, and a script that goes on must not do so with the session before.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BeginsSessionAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        CurrentSession.Begin(engineIntrinsics.SessionState);
        return inputData;
    }
}
