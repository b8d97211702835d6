using System.Collections;
using System.Management.Automation;

namespace WhylabsApiKey.Commands;

/// <summary>
/// A caller's script that stores a new key. Any error in it counts, whatever the preferences around it say: what is not
/// stored for certain must not replace anything.
/// </summary>
internal sealed class SaveBlock(ScriptBlock save, SessionState caller)
{
    private const string ExitCode = "global:LASTEXITCODE";

    // What the script writes is taken before the loop begins: a stray break in it would else only end the loop. Programs
    // write notices to their error stream, and tell of a failure by their exit code.
    private static readonly ScriptBlock Strict = ScriptBlock.Create(
        """
        param($Save, $New, $Old)
        $ErrorActionPreference = 'Stop'
        $PSNativeCommandUseErrorActionPreference = $true
        $WhatIfPreference = $false
        $written = & $Save $New $Old 2>&1
        foreach ($item in $written) {
            if ($item -is [System.Management.Automation.ErrorRecord] -and $item.FullyQualifiedErrorId -notlike 'NativeCommandError*') { throw $item }
        }
        """);

    private ArrayList Errors => caller.PSVariable.GetValue("global:Error") as ArrayList ?? [];

    /// <exception cref="RuntimeException">The script failed.</exception>
    public void Run(ApiKey successor, ApiKey old)
    {
        object exitCode = caller.PSVariable.GetValue(ExitCode);
        caller.PSVariable.Set(ExitCode, 0);
        try
        {
            // Preferences are looked up in the module that a script belongs to, and so have to be set there.
            if (save.Module is not null)
                save.Module.NewBoundScriptBlock(Strict).Invoke(save, successor, old);
            else if (caller.Module is null)
                Strict.Invoke(save, successor, old);
            else
                RunFromModule(successor, old);
            if (caller.PSVariable.GetValue(ExitCode) is int and not 0)
                throw new RuntimeException($"A program in -Save ended with exit code {caller.PSVariable.GetValue(ExitCode)}.");
        }
        finally
        {
            caller.PSVariable.Set(ExitCode, exitCode);
        }
    }

    /// <summary>Takes errors out of $Error that hold a secret, as the script may have put it there.</summary>
    public void Forget(string[] spellings)
    {
        ArrayList errors = Errors;
        for (int i = errors.Count - 1; i >= 0; i--)
        {
            string text = errors[i] is ErrorRecord record ? $"{record} {record.Exception} {record.TargetObject}" : $"{errors[i]}";
            if (Array.Exists(spellings, spelling => text.IndexOf(spelling, StringComparison.Ordinal) >= 0))
                errors.RemoveAt(i);
        }
    }

    // A script of no module that a module passes on runs beside that module, where no other script can watch over it: it
    // gets the preferences as its own variables, and here even an error that it handled counts.
    private void RunFromModule(ApiKey successor, ApiKey old)
    {
        object? before = Latest();
        List<PSVariable> preferences =
        [
            new("ErrorActionPreference", ActionPreference.Stop), new("PSNativeCommandUseErrorActionPreference", true), new("WhatIfPreference", false),
        ];
        save.InvokeWithContext(functionsToDefine: null, preferences, successor, old);
        if (!ReferenceEquals(before, Latest()))
            throw new RuntimeException($"{Latest()}");

        object? Latest() => Errors is { Count: > 0 } errors ? errors[0] : null;
    }
}
