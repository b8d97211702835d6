using System.Collections;
using System.Diagnostics;
using System.Management.Automation;

namespace WhylabsApiKey.Rotation;

/// <summary>
/// The script that stores a new key. Any error in it counts, whatever the preferences of its scope: a key that may not be
/// stored must not replace another.
/// </summary>
internal sealed class SaveBlock(ScriptBlock save, SessionState caller)
{
    private const string ExitCode = "global:LASTEXITCODE";
    private static readonly TimeSpan QuickTime = TimeSpan.FromSeconds(5);

    // The script runs before the loop, which a stray break in it would only end. Lines of a program's error stream are no
    // errors: its exit code tells whether it failed.
    private static readonly ScriptBlock Strict = ScriptBlock.Create(
        """
        param($Save, $New, $Old)
        $ErrorActionPreference = 'Stop'
        $PSNativeCommandUseErrorActionPreference = $true
        $WhatIfPreference = $false
        $_ = $New
        $written = & $Save $New $Old 2>&1
        foreach ($item in $written) {
            if ($item -is [System.Management.Automation.ErrorRecord] -and $item.FullyQualifiedErrorId -notlike 'NativeCommandError*') {
                throw $item
            }
        }
        """);

    private readonly Stopwatch _watch = new();

    private ArrayList Errors => caller.PSVariable.GetValue("global:Error") as ArrayList ?? [];

    /// <summary>Refuses a rotation that would revoke the old key although nothing stores the new one.</summary>
    public static void Require(bool isStoredOrKept)
    {
        if (!isStoredOrKept)
        {
            throw new WhylabsApiException(
                WhylabsErrorId.SaveMissing,
                "The command does not know where to store the new key, and revokes the old key only after that.");
        }
    }

    /// <summary>Whether the new key may have changed while the script ran, so that it is looked up before the old key is revoked.</summary>
    public bool NeedsCheck => _watch.Elapsed > QuickTime;

    /// <exception cref="RuntimeException">The script failed.</exception>
    public void Run(ApiKey successor, ApiKey old)
    {
        object exitCode = caller.PSVariable.GetValue(ExitCode);
        caller.PSVariable.Set(ExitCode, 0);
        _watch.Start();
        try
        {
            // A script looks preferences up in its module, so they are set there.
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
            _watch.Stop();
            caller.PSVariable.Set(ExitCode, exitCode);
        }
    }

    /// <summary>Removes errors of the script from $Error that hold a secret.</summary>
    public void Forget(SecretPieces secret)
    {
        ArrayList errors = Errors;
        for (int i = errors.Count - 1; i >= 0; i--)
        {
            string text = errors[i] is ErrorRecord record ? $"{record} {record.Exception} {record.TargetObject}" : $"{errors[i]}";
            if (secret.AreIn(text))
                errors.RemoveAt(i);
        }
    }

    // A script without a module that a module passes on cannot be run by another script. It gets the preferences as its own
    // variables, and even an error that it handled counts.
    private void RunFromModule(ApiKey successor, ApiKey old)
    {
        object? before = Latest();
        List<PSVariable> preferences =
        [
            new("ErrorActionPreference", ActionPreference.Stop),
            new("PSNativeCommandUseErrorActionPreference", true),
            new("WhatIfPreference", false),
            new("_", successor),
        ];
        save.InvokeWithContext(functionsToDefine: null, preferences, successor, old);
        if (!ReferenceEquals(before, Latest()))
            throw new RuntimeException($"{Latest()}");

        object? Latest() => Errors is { Count: > 0 } errors ? errors[0] : null;
    }
}
