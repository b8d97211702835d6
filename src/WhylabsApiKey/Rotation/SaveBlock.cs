using System.Collections;
using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Management.Automation;
using WhylabsApiKey.Isolation;
using WhylabsApiKey.Pipeline;

namespace WhylabsApiKey.Rotation;

/// <summary>
/// The script that stores a new key. Each error in it counts, regardless of the preferences of its caller: a new key that may not
/// be stored must not replace the old key.
/// </summary>
/// <param name="secrets">The secrets to remove from $Error.</param>
internal sealed class SaveBlock(ScriptBlock save, SessionState caller, SecretPieces secrets)
{
    private static readonly TimeSpan LongRun = TimeSpan.FromSeconds(5);

    private const string ExitCode = "global:LASTEXITCODE";

    // The script runs before the loop, because a stray break in the script would end the loop silently. Text on a program's error
    // stream is not an error; the exit code decides. The script sees the variables of this one, so only New and Old have names.
    private static readonly ScriptBlock Strict = ScriptBlock.Create(
        """
        param($New, $Old)
        $ErrorActionPreference = 'Stop'
        $PSNativeCommandUseErrorActionPreference = $true
        $WhatIfPreference = $false
        $ConfirmPreference = 'None'
        $PSDefaultParameterValues = $args[1]
        $_ = $New
        $written = & $args[0] $New $Old 2>&1
        foreach ($item in $written) {
            if ($item -is [scriptblock]) {
                throw '-Save returned a script block and did not call it.'
            }
            if ($item -is [System.Management.Automation.ErrorRecord] -and $item.FullyQualifiedErrorId -notlike 'NativeCommandError*') {
                throw $item
            }
        }
        """);

    /// <summary>
    /// Whether the script may have changed a key: it ran for over five seconds, called a command of this module, or imported or
    /// removed the module.
    /// </summary>
    public bool MayHaveChangedKeys { get; private set; }

    private ArrayList Errors => caller.PSVariable.GetValue("global:Error") as ArrayList ?? [];

    /// <summary>Refuses a rotation that would revoke the old key without storing the new one. A preview only warns.</summary>
    public static void Require(AsyncCommand command, bool isStoredOrKept)
    {
        if (isStoredOrKept)
            return;
        if (!command.IsPreview())
        {
            throw new WhylabsApiException(
                WhylabsErrorId.SaveMissing,
                "-Save is missing: the command revokes the old key only after -Save has stored the new one.");
        }

        command.Warn("The preview needs neither -Save nor -KeepOld. A real rotation needs one of them.");
    }

    /// <exception cref="RuntimeException">The script failed.</exception>
    public void Run(ApiKey successor, ApiKey old)
    {
        var watch = Stopwatch.StartNew();
        var before = new HashSet<object?>(Errors.Cast<object?>());
        int activity = ModuleActivity.Count;
        object exitCode = caller.PSVariable.GetValue(ExitCode);
        caller.PSVariable.Set(ExitCode, 0);
        try
        {
            using var preferences = new StrictPreferences(caller);

            // A script reads the preference variables of its module, so they are set there.
            if (save.Module is not null)
                save.Module.NewBoundScriptBlock(Strict).Invoke(successor, old, save, preferences.Defaults);
            else if (caller.Module is null)
                Strict.Invoke(successor, old, save, preferences.Defaults);
            else
                RunFromModule(successor, old, preferences.Variables);
            if (caller.PSVariable.GetValue(ExitCode) is int and not 0)
                throw new RuntimeException($"A program in -Save ended with exit code {caller.PSVariable.GetValue(ExitCode)}.");
        }
        finally
        {
            if (exitCode is null)
                caller.PSVariable.Remove(ExitCode);
            else
                caller.PSVariable.Set(ExitCode, exitCode);
            MayHaveChangedKeys = watch.Elapsed > LongRun || ModuleActivity.Count != activity;
            ForgetErrors(before);
        }
    }

    // Removes from $Error each error of the script that holds a secret, even one that the script handled.
    private void ForgetErrors(HashSet<object?> before)
    {
        ArrayList errors = Errors;
        for (int i = errors.Count - 1; i >= 0; i--)
        {
            if (!before.Contains(errors[i]) && Texts(errors[i]).Any(secrets.AreIn))
                errors.RemoveAt(i);
        }
    }

    private static IEnumerable<string> Texts(object? error) => error switch
    {
        PSObject wrapped => Texts(wrapped.BaseObject),
        ErrorRecord record => ExceptionText.In(
            record.ToString(),
            record.Exception,
            record.FullyQualifiedErrorId,
            record.CategoryInfo,
            (record.TargetObject as PSObject)?.BaseObject ?? record.TargetObject,
            record.InvocationInfo?.Line,
            record.InvocationInfo?.BoundParameters,
            record.InvocationInfo?.UnboundArguments),
        IContainsErrorRecord { ErrorRecord: var inner } => ExceptionText.In(error).Concat(Texts(inner)),
        _ => ExceptionText.In(error),
    };

    // PowerShell does not let one script run a script block without a module that a module passed on. So the preferences are passed
    // as variables, and every new entry in $Error counts as a failure, even of an error that the script handled.
    private void RunFromModule(ApiKey successor, ApiKey old, IEnumerable<PSVariable> preferences)
    {
        object? before = Latest();
        Collection<PSObject> written = save.InvokeWithContext(
            functionsToDefine: null, [.. preferences, new("_", successor), new("New", successor), new("Old", old)], successor, old);
        if (!ReferenceEquals(before, Latest()))
        {
            throw new RuntimeException(
                $"An error counts here even if the script handles it, because a module passed the script on: {Latest()}");
        }

        if (written.Any(item => item?.BaseObject is ScriptBlock))
            throw new RuntimeException("-Save returned a script block and did not call it.");

        object? Latest() => Errors is { Count: > 0 } errors ? errors[0] : null;
    }
}
